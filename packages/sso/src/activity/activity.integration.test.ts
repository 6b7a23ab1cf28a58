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

  test('a row of before, which is not packed, is read', async () => {
    const attempt = await save({ person: 'old@contoso.example' })
    const { id, reference: _reference, beganAt: _beganAt, outcome: _outcome, ...detail } = attempt
    const rows = house.world.store.tables<{ activity: { id: string; detail: string } }>()
    const { detail: packed } = await rows
      .selectFrom('activity')
      .select('detail')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(packed).not.toContain('old@')
    await rows
      .updateTable('activity')
      .set({ detail: JSON.stringify(detail) })
      .where('id', '=', id)
      .execute()
    expect(await house.activity.find(id)).toEqual(attempt)
  })

  test('the console’s home tells the state', async () => {
    expect(await page('/admin')).toContain('Set up single sign-on')
    await house.connection()
    await save()
    const text = await page('/admin')
    expect(text).toContain('Sign-in is working')
    expect(text).toContain('Last sign-ins')
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

    test('is narrowed by connection, alone and together with outcome and person', async () => {
      const one = await house.connection()
      const connection = { id: one.id, name: one.name }
      const person = 'narrow@contoso.example'
      const wanted = await save({ connection, outcome: 'refused', person })
      const others = [
        await save({ connection, outcome: 'signed-in', person }),
        await save({ connection, outcome: 'refused', person: 'other@contoso.example' }),
        await save({ outcome: 'refused', person }),
      ]
      const narrowed = await page(`/admin/activity?q=narrow&outcome=refused&connection=${one.id}`)
      expect(narrowed).toContain(`/admin/activity/${wanted.id}"`)
      for (const { id } of others) expect(narrowed).not.toContain(`/admin/activity/${id}"`)
      expect(narrowed).toContain(`<option value="${one.id}" selected`)
      const ofConnection = await house.activity.list({ connectionId: one.id })
      expect(ofConnection.map(({ id }) => id).toSorted()).toEqual(
        [wanted, ...others.slice(0, 2)].map(({ id }) => id).toSorted(),
      )
    })

    test('finds a part of a name among so many people that each attempt is looked at', async () => {
      for (let n = 0; n < 205; n++) await save({ person: `crowd${n}@fabrikam.example` })
      expect(await house.activity.list({ query: 'FABRIKAM' })).toHaveLength(51)
      const [found, ...more] = await house.activity.list({ query: 'crowd204' })
      expect([found?.person, more]).toEqual(['crowd204@fabrikam.example', []])
    })

    test('shows fifty, and the way to the older ones', async () => {
      // All at the same moment: the place in the list is more than a time.
      for (let n = 0; n < 60; n++) await save({ person: 'many@contoso.example', beganAt: house.clock.now })
      const first = await page('/admin/activity?q=many')
      const next =
        /href="(\/admin\/activity\?[^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
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

  test('attempts are counted by connection and outcome', async () => {
    const connection = { id: 'counted', name: 'Counted' }
    await save({ connection, beganAt: house.clock.now - 2 * day })
    await save({ connection })
    await save({ connection })
    const counts = await house.activity.countSince(house.clock.now - day)
    expect(counts.filter(({ connectionId }) => connectionId === 'counted')).toEqual([
      { connectionId: 'counted', outcome: 'signed-in', count: 2 },
    ])
  })

  test('a step that comes later is added to the timeline', async () => {
    const attempt = await save()
    await house.activity.add(attempt.id, { at: house.clock.now, title: 'Code sent', state: 'ok' })
    await house.activity.add('none', { at: house.clock.now, title: 'Code sent', state: 'ok' })
    expect((await house.activity.find(attempt.id))?.timeline.map(({ title }) => title)).toEqual(['Code sent'])
  })

  test('the difference of the clocks is shown with what is allowed', async () => {
    const { id } = await save({ clock: { ahead: -12_340, allowed: 180_000 } })
    expect(await page(`/admin/activity/${id}`)).toContain('12.3 s behind ours, 180 s allowed')
  })

  test('the list is narrowed to days of a time zone, and so are its next page and its export', async () => {
    const person = 'days@contoso.example'
    const at = (text: string) => save({ person, beganAt: Date.parse(text) })
    const [before, first, last, after] = [
      await at('2026-11-19T22:59:59.999Z'),
      await at('2026-11-19T23:00:00Z'),
      await at('2026-11-20T22:59:59.999Z'),
      await at('2026-11-20T23:00:00Z'),
    ]
    const query = 'from=2026-11-20&to=2026-11-20&zone=Europe%2FOslo'
    const text = await page(`/admin/activity?q=days@&${query}`)
    for (const [{ id }, there] of [
      [before, false],
      [first, true],
      [last, true],
      [after, false],
    ] as const)
      expect([id, text.includes(`/admin/activity/${id}"`)]).toEqual([id, there])
    expect(text).toContain('name="from" value="2026-11-20"')
    const exported = await page(`/admin/activity/export?q=days@&${query}`)
    expect(
      exported
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual([last.id, first.id])
    const href = /href="([^"]+export[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    expect(href).toContain(`&${query}`)
    // Without a zone, as without script, the days are those of UTC.
    expect(await page('/admin/activity?q=days@&from=2026-11-20')).not.toContain(
      `/admin/activity/${first.id}"`,
    )
    for (const wrong of ['from=2026-02-30', 'to=x'])
      expect(await page(`/admin/activity?q=days@&${wrong}`)).toContain(`/admin/activity/${before.id}"`)
    expect(await page('/admin/activity?from=2020-01-01&to=2020-01-02')).toContain('No attempt matches')
  })

  describe('an export', () => {
    test('has every attempt that fits, a line each, with times to be read', async () => {
      const person = 'export@contoso.example'
      const timeline = [{ at: house.clock.now, title: 'Signature verified', state: 'ok' as const }]
      for (let n = 0; n < 450; n++) await save({ person, timeline, beganAt: house.clock.now })
      await save({ person, outcome: 'refused' })
      const answer = await browser.get('/admin/activity/export?q=export@&outcome=signed-in')
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
      expect(await page('/admin/activity/export?q=nobody-at-all')).toBe('')
      const stranger = await house.browser().get('/admin/activity/export')
      expect(stranger.headers.get('location')).toContain('/admin/sign-in')
    })
  })

  // Last, since it deletes.
  describe('how long attempts are kept', () => {
    const kept = '/admin/activity/kept'
    const said = async (answer: Response) => [answer.status, await answer.text()] as const

    test('is 90 days unless somebody chooses', async () => {
      const old = await save({ beganAt: house.clock.now - 91 * day, person: 'gone@contoso.example' })
      const young = await save({ beganAt: house.clock.now - 89 * day })
      await house.activity.sweep(house.clock.now)
      expect(await house.activity.find(old.id)).toBeUndefined()
      expect(await house.activity.find(young.id)).toBeDefined()
      expect(await house.activity.list({ query: 'gone@' })).toEqual([])
      expect(await page('/admin/activity')).toContain('the last 90 days')
      expect(await page(`/admin/activity/${old.id}`)).toContain('kept for 90 days')
    })

    test.each(['', '0', '3651', '-5', '1.5', '30 days'])('“%s” is no number of days', async (days) => {
      const [status, text] = await said(await browser.submit(kept, { days }))
      expect([status, text.includes('Enter a number of days from 1 to 3650.')]).toEqual([400, true])
      expect(text).toContain(`value="${days}"`)
      expect(await house.activity.daysKept()).toBe(90)
    })

    test('more is saved at once; less asks first where something is lost, and tells how much', async () => {
      expect((await browser.submit(kept, { days: '3650' })).status).toBe(303)
      const old = await save({ beganAt: house.clock.now - 200 * day })
      const [status, text] = await said(await browser.submit(kept, { days: '100' }))
      expect(status).toBe(200)
      expect(text).toContain('Keep activity for 100 days only?')
      expect(text).toContain('1 attempt that began before')
      expect(await house.activity.daysKept()).toBe(3650)
      const sure = /action="([^"]*sure=yes[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
      expect((await browser.submit(sure, {}, {}, kept)).status).toBe(303)
      await house.activity.sweep(house.clock.now)
      expect(await house.activity.find(old.id)).toBeUndefined()
      expect(await page('/admin/activity')).toContain('the last 100 days')
      expect(await page('/admin/audit')).toContain('How long activity is kept changed')
    })

    test('cannot be changed from another site', async () => {
      expect((await browser.post(`${kept}?days=1&sure=yes`, { csrf: 'guess' })).status).toBe(403)
    })
  })
})
