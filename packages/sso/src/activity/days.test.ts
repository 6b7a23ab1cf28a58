import { expect, test } from 'vitest'
import { rangeOf, readDays } from './days.ts'

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())
const range = (from: string, to: string, zone: string) => {
  const { since, before } = rangeOf(readDays({ from, to, zone }))
  return [iso(since), iso(before)]
}

test.each([
  ['2026-11-26', '2026-11-26', '', '2026-11-26T00:00:00.000Z', '2026-11-27T00:00:00.000Z'],
  ['2026-11-26', '2026-11-27', 'Europe/Oslo', '2026-11-25T23:00:00.000Z', '2026-11-27T23:00:00.000Z'],
  ['2026-11-26', '2026-11-26', 'America/New_York', '2026-11-26T05:00:00.000Z', '2026-11-27T05:00:00.000Z'],
  ['2026-11-26', '2026-11-26', 'Asia/Kathmandu', '2026-11-25T18:15:00.000Z', '2026-11-26T18:15:00.000Z'],
  // The clocks change: a day of 23 hours, and one of 25.
  ['2026-03-29', '2026-03-29', 'Europe/Oslo', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', '2026-10-25', 'Europe/Oslo', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ['2026-11-01', '2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
  ['2026-03-08', '2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
])('%s to %s in “%s”', (from, to, zone, since, before) => {
  expect(range(from, to, zone)).toEqual([since, before])
})

test('what is no day and no zone is left out', () => {
  for (const wrong of ['', 'yesterday', '2026-02-30', '2026-13-01', '26-11-26', '2026-11-26T00:00']) {
    expect(readDays({ from: wrong, to: wrong, zone: 'Europe/Oslo' })).not.toHaveProperty('from')
    expect(rangeOf(readDays({ from: wrong, to: wrong }))).toEqual({})
  }
  for (const zone of ['Mars/Olympus', 'x'.repeat(65)])
    expect(readDays({ from: '2026-11-26', zone })).toEqual({ from: '2026-11-26' })
})
