import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { type ActivityHands, activityHands, day } from './test-activity.ts'

/** How long attempts are kept. */
eachStore((_engine, open) => {
  let house: TestHouse
  let hands: ActivityHands
  beforeAll(async () => {
    house = await testHouse(await open())
    hands = await activityHands(house)
  })
  afterAll(() => house.stop())

  const kept = '/admin/activity/kept'
  const said = async (answer: Response) => [answer.status, await answer.text()] as const

  test('is 90 days unless somebody chooses', async () => {
    const old = await hands.save({ beganAt: house.clock.now - 91 * day, person: 'gone@contoso.example' })
    const young = await hands.save({ beganAt: house.clock.now - 89 * day })
    await house.activity.sweep(house.clock.now)
    expect(await house.activity.find(old.id)).toBeUndefined()
    expect(await house.activity.find(young.id)).toBeDefined()
    expect(await house.activity.list({ query: 'gone@' })).toEqual([])
    expect(await hands.page('/admin/activity')).toContain('the last 90 days')
    expect(await hands.page(`/admin/activity/${old.id}`)).toContain('kept for 90 days')
  })

  test.each(['', '0', '3651', '-5', '1.5', '30 days'])('“%s” is no number of days', async (days) => {
    const [status, text] = await said(await hands.browser.submit(kept, { days }))
    expect([status, text.includes('Enter a number of days from 1 to 3650.')]).toEqual([400, true])
    expect(text).toContain(`value="${days}"`)
    expect(await house.activity.daysKept()).toBe(90)
  })

  test('more is saved at once; less asks first where something is lost, and tells how much', async () => {
    expect((await hands.browser.submit(kept, { days: '3650' })).status).toBe(303)
    const old = await hands.save({ beganAt: house.clock.now - 200 * day })
    const [status, text] = await said(await hands.browser.submit(kept, { days: '100' }))
    expect(status).toBe(200)
    expect(text).toContain('Keep activity for 100 days only?')
    expect(text).toContain('1 attempt that began before')
    expect(await house.activity.daysKept()).toBe(3650)
    const sure = /action="([^"]*sure=yes[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await hands.browser.submit(sure, {}, {}, kept)).status).toBe(303)
    await house.activity.sweep(house.clock.now)
    expect(await house.activity.find(old.id)).toBeUndefined()
    expect(await hands.page('/admin/activity')).toContain('the last 100 days')
    expect(await hands.page('/admin/audit')).toContain('How long activity is kept changed')
  })

  test('cannot be changed from another site', async () => {
    expect((await hands.browser.post(`${kept}?days=1&sure=yes`, { csrf: 'guess' })).status).toBe(403)
  })
})
