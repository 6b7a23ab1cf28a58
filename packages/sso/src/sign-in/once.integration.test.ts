import { eachStore } from '@postern/kit/testing'
import { writePost } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { begin, codeOf, pathOf, type TestBrowser } from './test-browser.ts'
import { type TestHouse, testHouse } from './test-house.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse(await open())
  })
  afterAll(() => house.stop())

  const session = (browser: TestBrowser) => browser.cookies.get('sso-session')?.value

  describe('once', () => {
    test('the same answer is refused the second time, also to the same browser', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { request, relayState } = await begin(browser, connection)
      const xml = house.response(connection, { inResponseTo: request.id })
      expect((await browser.answer(pathOf(connection), xml, relayState)).status).toBe(303)
      const again = await browser.answer(pathOf(connection), xml, relayState)
      expect([again.status, await codeOf(again)]).toEqual([403, 'response-replayed'])
    })

    test('of twenty at once exactly one wins', async () => {
      const connection = await house.connection()
      const xml = house.response(connection)
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => house.browser().answer(pathOf(connection), xml)),
      )
      const codes = await Promise.all(
        answers.map(async (answer) => (answer.status === 303 ? 'in' : codeOf(answer))),
      )
      expect(codes.filter((code) => code === 'in')).toHaveLength(1)
      expect(codes.filter((code) => code === 'response-replayed')).toHaveLength(19)
    })

    test('of twenty at once with one RelayState exactly one wins', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { request, relayState } = await begin(browser, connection)
      const xml = house.response(connection, { inResponseTo: request.id })
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => browser.answer(pathOf(connection), xml, relayState)),
      )
      expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    })
  })

  describe('only the browser that began', () => {
    test('another browser is refused, and the right one still comes in', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const thief = house.browser()
      await begin(thief, connection)
      const { request, relayState } = await begin(browser, connection)
      const xml = house.response(connection, { inResponseTo: request.id })
      const stolen = await thief.answer(pathOf(connection), xml, relayState)
      expect([stolen.status, await codeOf(stolen), session(thief)]).toEqual([403, 'wrong-browser', undefined])
      expect((await browser.answer(pathOf(connection), xml, relayState)).status).toBe(303)
    })

    test('a browser that does not carry the cookie across sites sends the answer again from our page', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { request, relayState } = await begin(browser, connection)
      browser.cookies.delete('sso-binder')
      const xml = house.response(connection, { inResponseTo: request.id })
      const page = await browser.answer(pathOf(connection), xml, relayState)
      const html = await page.text()
      expect(page.status).toBe(200)
      expect(html).toContain('data-continue')
      expect(html).toContain('Continue')
      expect(page.headers.get('content-security-policy')).not.toContain('form-action')
      const fields = Object.fromEntries(
        [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
          ([, name = '', value = '']) => [name, value],
        ),
      )
      expect((await browser.post(pathOf(connection), fields)).status).toBe(303)
    })

    test('without any cookie it is resubmitted once and then refused', async () => {
      const connection = await house.connection()
      const { request, relayState } = await begin(house.browser(), connection)
      const stranger = house.browser()
      const xml = house.response(connection, { inResponseTo: request.id })
      expect((await stranger.answer(pathOf(connection), xml, relayState)).status).toBe(200)
      const fields = { SAMLResponse: writePost(xml), RelayState: relayState, resubmitted: 'yes' }
      const again = await stranger.post(pathOf(connection), fields)
      expect([again.status, await codeOf(again)]).toEqual([403, 'wrong-browser'])
    })
  })
})
