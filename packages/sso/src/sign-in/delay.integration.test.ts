import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { usualChoices } from '../connections/choices.ts'
import type { Connection } from '../connections/connection.ts'
import { type TestHouse, testHouse } from './test-house.ts'
import { type InteractionHands, interactionHands } from './test-interaction.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let hands: InteractionHands
  let connection: Connection
  beforeAll(async () => {
    house = await testHouse(await open())
    hands = await interactionHands(house)
  })
  afterAll(() => house.stop())
  beforeEach(async () => {
    connection = await hands.onlyConnection()
  })

  describe('with a delay', () => {
    const delayed = { choices: { ...usualChoices, delaySeconds: 3 } }
    beforeEach(() => house.connections.change(connection.id, delayed))

    test('the person sees where it goes, and goes on at once, by itself, or elsewhere', async () => {
      const browser = house.browser()
      const { answer: shown, url } = await hands.follow(browser, hands.asks())
      const text = await shown.text()
      expect(text).toContain(`You go on to ${connection.name} in 3 seconds.`)
      expect(shown.headers.get('refresh')).toBe(`3; url=${url.pathname}?connection=${connection.id}`)
      expect(text).toContain(`href="${url.pathname}?connection=${connection.id}"`)
      const cancelled = await hands.follow(browser, `${url.pathname}?choose=yes`)
      expect(await cancelled.answer.text()).toContain('Choose your identity provider')
      const on = hands.asked((await hands.follow(browser, `${url.pathname}?connection=${connection.id}`)).url)
      expect(hands.isBack((await hands.answer(connection, browser, on)).url)).toBe(true)
    })

    test('waiting is no attempt', async () => {
      await hands.follow(house.browser(), hands.asks())
      expect(await house.activity.list({ connectionId: connection.id })).toEqual([])
    })
  })
})
