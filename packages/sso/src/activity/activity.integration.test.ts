import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { type ActivityHands, activityHands, day } from './test-activity.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let hands: ActivityHands
  beforeAll(async () => {
    house = await testHouse(await open())
    hands = await activityHands(house)
  })
  afterAll(() => house.stop())

  test('an attempt is read as it was written, and written again under its id', async () => {
    const attempt = await hands.save({ outcome: 'begun' })
    await house.activity.save({ ...attempt, outcome: 'refused', person: 'Ann@Contoso.example' })
    expect(await house.activity.find(attempt.id)).toEqual({
      ...attempt,
      outcome: 'refused',
      person: 'Ann@Contoso.example',
    })
  })

  test('a row of before, which is not packed, is read', async () => {
    const attempt = await hands.save({ person: 'old@contoso.example' })
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
    expect(await hands.page('/admin')).toContain('Set up single sign-on')
    await house.connection()
    await hands.save()
    const text = await hands.page('/admin')
    expect(text).toContain('Sign-in is working')
    expect(text).toContain('Last sign-ins')
  })

  test('a refused attempt shows what differs, the remedy, every check, and escapes what came from outside', async () => {
    const attempt = await hands.save({
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
    const text = await hands.page(`/admin/activity/${attempt.id}`)
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
    const answer = await hands.browser.get('/admin/activity/none')
    expect([answer.status, (await answer.text()).includes('activity-missing')]).toEqual([404, true])
  })

  test('attempts are counted by connection and outcome', async () => {
    const connection = { id: 'counted', name: 'Counted' }
    await hands.save({ connection, beganAt: house.clock.now - 2 * day })
    await hands.save({ connection })
    await hands.save({ connection })
    const counts = await house.activity.countSince(house.clock.now - day)
    expect(counts.filter(({ connectionId }) => connectionId === 'counted')).toEqual([
      { connectionId: 'counted', outcome: 'signed-in', count: 2 },
    ])
  })

  test('a step that comes later is added to the timeline', async () => {
    const attempt = await hands.save()
    await house.activity.add(attempt.id, { at: house.clock.now, title: 'Code sent', state: 'ok' })
    await house.activity.add('none', { at: house.clock.now, title: 'Code sent', state: 'ok' })
    expect((await house.activity.find(attempt.id))?.timeline.map(({ title }) => title)).toEqual(['Code sent'])
  })

  test('the difference of the clocks is shown with what is allowed', async () => {
    const { id } = await hands.save({ clock: { ahead: -12_340, allowed: 180_000 } })
    expect(await hands.page(`/admin/activity/${id}`)).toContain('12.3 s behind ours, 180 s allowed')
  })
})
