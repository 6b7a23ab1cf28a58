import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { type Attempt, activityId } from './activity.ts'

const day = 86_400_000

eachStore((_engine, open) => {
  let house: TestHouse
  let browser: AdministratorBrowser
  beforeAll(async () => {
    house = await testHouse(await open())
    browser = await administratorOf(house)
  })
  afterAll(() => house.stop())

  let made = 0
  async function save(changes: Partial<Attempt> = {}): Promise<Attempt> {
    made += 1
    const attempt: Attempt = {
      id: activityId(`attempt${made}`),
      reference: `AAAA-${String(made).padStart(4, '0')}`,
      beganAt: house.clock.now + made,
      outcome: 'signed-in',
      startedBy: 'application',
      from: { address: '203.0.113.24', browser: 'Firefox' },
      checks: [],
      timeline: [],
      ...changes,
    }
    await house.activity.save(attempt)
    return attempt
  }
  const page = async (path: string) => (await browser.get(path)).text()

  test('an attempt is read as it was written, and written again under its id', async () => {
    const attempt = await save({ outcome: 'begun' })
    await house.activity.save({ ...attempt, outcome: 'refused', person: 'Ann@Contoso.example' })
    expect(await house.activity.find(attempt.id)).toEqual({
      ...attempt,
      outcome: 'refused',
      person: 'Ann@Contoso.example',
    })
  })

  describe('the list', () => {
    test('is searched by part of a person, whatever the case, and by reference', async () => {
      const attempt = await save({ person: '100%_Søren@contoso.example' })
      for (const q of ['SØREN', '%_s', attempt.reference.toLowerCase()]) {
        const text = await page(`/admin/activity?q=${encodeURIComponent(q)}`)
        expect([q, text.includes(`/admin/activity/${attempt.id}"`)]).toEqual([q, true])
      }
      const none = await page('/admin/activity?q=%25%25')
      expect(none).toContain('No attempt matches')
    })

    test('is narrowed by outcome', async () => {
      const refused = await save({ outcome: 'refused' })
      const text = await page('/admin/activity?outcome=signed-in')
      expect(text).not.toContain(`/admin/activity/${refused.id}"`)
      expect(await page('/admin/activity?outcome=refused')).toContain(`/admin/activity/${refused.id}"`)
    })

    test('shows fifty, and the way to the older ones', async () => {
      for (let n = 0; n < 60; n++) await save({ person: 'many@contoso.example' })
      const first = await page('/admin/activity?q=many')
      const next =
        /href="(\/admin\/activity\?[^"]*before=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
      const second = await page(next)
      const rows = (text: string) =>
        [...text.matchAll(/href="\/admin\/activity\/(attempt\d+)"/g)].map(([, id]) => id)
      expect(rows(first)).toHaveLength(50)
      expect(rows(second)).toHaveLength(10)
      expect(new Set([...rows(first), ...rows(second)]).size).toBe(60)
    })
  })

  test('a refused attempt shows what differs, the remedy, every check, and escapes what came from outside', async () => {
    const attempt = await save({
      outcome: 'refused',
      person: '<b>@contoso.example',
      endedAt: house.clock.now,
      checks: [
        { code: 'issuer', clause: 'Core 2.2.5', verdict: 'passed', expected: 'a', received: 'a' },
        { code: 'audience', clause: 'Core 2.5.1.4', verdict: 'refused', expected: 'one', received: '<two>' },
        { code: 'address', clause: 'Core 2.4.1.2', verdict: 'not judged', expected: null, received: null },
      ],
      timeline: [{ at: house.clock.now, title: 'Signature verified', state: 'ok' }],
      refusal: {
        code: 'audience',
        cause: 'The audience differs.',
        remedy: 'Edit the Identifier.',
        facts: {},
      },
    })
    const text = await page(`/admin/activity/${attempt.id}`)
    for (const said of [
      'was stopped at Postern',
      'What differs',
      'Edit the Identifier.',
      '1 of 3 checks refused',
      'Core 2.5.1.4',
      'Core 2.4.1.2',
      'Checks that passed',
      '203.0.113.24',
      attempt.reference,
    ])
      expect(text).toContain(said)
    expect(text).not.toContain('<two>')
    expect(text).not.toContain('<b>@')
  })

  test('a missing attempt is told as missing', async () => {
    const answer = await browser.get('/admin/activity/none')
    expect([answer.status, (await answer.text()).includes('activity-missing')]).toEqual([404, true])
  })

  test('attempts are counted by connection and outcome, and go after 90 days', async () => {
    const connection = { id: 'counted', name: 'Counted' }
    const beganAt = house.clock.now - 95 * day
    const old = await save({ connection, beganAt })
    await save({ connection })
    await save({ connection })
    const counts = await house.activity.countSince(house.clock.now - day)
    expect(counts.filter(({ connectionId }) => connectionId === 'counted')).toEqual([
      { connectionId: 'counted', outcome: 'signed-in', count: 2 },
    ])
    await house.activity.sweep(house.clock.now)
    expect(await house.activity.find(old.id)).toBeUndefined()
    expect(await house.activity.find('attempt1')).toBeDefined()
  })

  test('the console’s home tells the state', async () => {
    expect(await page('/admin')).toContain('Set up single sign-on')
    await house.connection()
    const text = await page('/admin')
    expect(text).toContain('Sign-in is working')
    expect(text).toContain('Last sign-ins')
  })
})
