import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { type ActivityHands, activityHands } from './test-activity.ts'

/** The list of attempts and what narrows it. */
eachStore((_engine, open) => {
  let house: TestHouse
  let hands: ActivityHands
  beforeAll(async () => {
    house = await testHouse(await open())
    hands = await activityHands(house)
  })
  afterAll(() => house.stop())

  test('is searched by part of a person, whatever the case, and by reference', async () => {
    const attempt = await hands.save({ person: '100%_Søren@contoso.example' })
    for (const q of ['SØREN', '%_s', attempt.reference.toLowerCase()]) {
      const text = await hands.page(`/admin/activity?q=${encodeURIComponent(q)}`)
      expect([q, text.includes(`/admin/activity/${attempt.id}"`)]).toEqual([q, true])
    }
    const none = await hands.page('/admin/activity?q=%25%25')
    expect(none).toContain('No attempt matches')
  })

  test('is narrowed by outcome', async () => {
    const refused = await hands.save({ outcome: 'refused' })
    const text = await hands.page('/admin/activity?outcome=signed-in')
    expect(text).not.toContain(`/admin/activity/${refused.id}"`)
    expect(await hands.page('/admin/activity?outcome=refused')).toContain(`/admin/activity/${refused.id}"`)
  })

  test('is narrowed by connection, alone and together with outcome and person', async () => {
    const one = await house.connection()
    const connection = { id: one.id, name: one.name }
    const person = 'narrow@contoso.example'
    const wanted = await hands.save({ connection, outcome: 'refused', person })
    const others = [
      await hands.save({ connection, outcome: 'signed-in', person }),
      await hands.save({ connection, outcome: 'refused', person: 'other@contoso.example' }),
      await hands.save({ outcome: 'refused', person }),
    ]
    const narrowed = await hands.page(`/admin/activity?q=narrow&outcome=refused&connection=${one.id}`)
    expect(narrowed).toContain(`/admin/activity/${wanted.id}"`)
    for (const { id } of others) expect(narrowed).not.toContain(`/admin/activity/${id}"`)
    expect(narrowed).toContain(`<option value="${one.id}" selected`)
    const ofConnection = await house.activity.list({ connectionId: one.id })
    expect(ofConnection.map(({ id }) => id).toSorted()).toEqual(
      [wanted, ...others.slice(0, 2)].map(({ id }) => id).toSorted(),
    )
  })

  test('finds a part of a name among so many people that each attempt is looked at', async () => {
    for (let n = 0; n < 205; n++) await hands.save({ person: `crowd${n}@fabrikam.example` })
    expect(await house.activity.list({ query: 'FABRIKAM' })).toHaveLength(51)
    const [found, ...more] = await house.activity.list({ query: 'crowd204' })
    expect([found?.person, more]).toEqual(['crowd204@fabrikam.example', []])
  })

  test('shows fifty, and the way to the older ones', async () => {
    // All at the same moment: the place in the list is more than a time.
    for (let n = 0; n < 60; n++)
      await hands.save({ person: 'many@contoso.example', beganAt: house.clock.now })
    const first = await hands.page('/admin/activity?q=many')
    const next =
      /href="(\/admin\/activity\?[^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await hands.page(next)
    const rows = (text: string) =>
      [...text.matchAll(/href="\/admin\/activity\/(attempt\d+)"/g)].map(([, id]) => id)
    expect(rows(first)).toHaveLength(50)
    expect(rows(second)).toHaveLength(10)
    expect(new Set([...rows(first), ...rows(second)]).size).toBe(60)
  })

  test('the list is narrowed to days of a time zone, and so are its next page and its export', async () => {
    const person = 'days@contoso.example'
    const at = (text: string) => hands.save({ person, beganAt: Date.parse(text) })
    const [before, first, last, after] = [
      await at('2026-11-19T22:59:59.999Z'),
      await at('2026-11-19T23:00:00Z'),
      await at('2026-11-20T22:59:59.999Z'),
      await at('2026-11-20T23:00:00Z'),
    ]
    const query = 'from=2026-11-20&to=2026-11-20&zone=Europe%2FOslo'
    const text = await hands.page(`/admin/activity?q=days@&${query}`)
    for (const [{ id }, there] of [
      [before, false],
      [first, true],
      [last, true],
      [after, false],
    ] as const)
      expect([id, text.includes(`/admin/activity/${id}"`)]).toEqual([id, there])
    expect(text).toContain('name="from" value="2026-11-20"')
    const exported = await hands.page(`/admin/activity/export?q=days@&${query}`)
    expect(
      exported
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual([last.id, first.id])
    const href = /href="([^"]+export[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    expect(href).toContain(`&${query}`)
    // Without a zone, as without script, the days are those of UTC.
    expect(await hands.page('/admin/activity?q=days@&from=2026-11-20')).not.toContain(
      `/admin/activity/${first.id}"`,
    )
    for (const wrong of ['from=2026-02-30', 'to=x'])
      expect(await hands.page(`/admin/activity?q=days@&${wrong}`)).toContain(`/admin/activity/${before.id}"`)
    expect(await hands.page('/admin/activity?from=2020-01-01&to=2020-01-02')).toContain('No attempt matches')
  })
})
