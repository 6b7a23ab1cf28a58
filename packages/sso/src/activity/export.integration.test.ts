import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { type ActivityHands, activityHands } from './test-activity.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let hands: ActivityHands
  beforeAll(async () => {
    house = await testHouse(await open())
    hands = await activityHands(house)
  })
  afterAll(() => house.stop())

  test('has every attempt that fits, a line each, with times to be read', async () => {
    const person = 'export@contoso.example'
    const timeline = [{ at: house.clock.now, title: 'Signature verified', state: 'ok' as const }]
    for (let n = 0; n < 450; n++) await hands.save({ person, timeline, beganAt: house.clock.now })
    await hands.save({ person, outcome: 'refused' })
    const answer = await hands.browser.get('/admin/activity/export?q=export@&outcome=signed-in')
    expect(answer.headers.get('content-type')).toBe('application/jsonl; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    const lines: readonly Record<string, unknown>[] = (await answer.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(new Set(lines.map(({ id }) => id)).size).toBe(450)
    const beganAt = new Date(house.clock.now).toISOString()
    expect(lines[0]).toMatchObject({ person, beganAt, timeline: [{ at: beganAt }], outcome: 'signed-in' })
  })

  test('of nothing is empty, and it is for administrators', async () => {
    expect(await hands.page('/admin/activity/export?q=nobody-at-all')).toBe('')
    const stranger = await house.browser().get('/admin/activity/export')
    expect(stranger.headers.get('location')).toContain('/admin/sign-in')
  })
})
