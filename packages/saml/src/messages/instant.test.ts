import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf, instantText } from './instant.ts'

test('every instant that a clock shows is the one that Date means', () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date('0001-01-01T00:00:00Z'),
        max: new Date('9999-12-31T23:59:59.999Z'),
        noInvalidDate: true,
      }),
      (date) => {
        expect(instantOf(date.toISOString())).toBe(date.getTime())
        expect(instantText(date.getTime())).toBe(date.toISOString())
        expect(instantOf(`${date.toISOString().slice(0, 19)}Z`)).toBe(
          Math.floor(date.getTime() / 1000) * 1000,
        )
      },
    ),
  )
})

test('a day is one of its month, and of no other', () => {
  for (let year = 1896; year <= 2104; year++) {
    for (const month of ['01', '02', '03', '04', '06', '12']) {
      for (const day of ['00', '01', '28', '29', '30', '31', '32']) {
        const text = `${year}-${month}-${day}T00:00:00Z`
        const date = new Date(text)
        const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text.slice(0, 10))
        expect(instantOf(text) !== undefined, text).toBe(real)
      }
    }
  }
})

test.each([
  '2026-01-15T12:00:00',
  '2026-01-15T12:00:00z',
  '2026-01-15 12:00:00Z',
  '2026/01-15T12:00:00Z',
  '2026-01/15T12:00:00Z',
  '2026-01-15t12:00:00Z',
  '2026-01-15T12.00:00Z',
  '2026-01-15T12:00.00Z',
  '2026-01-15T12:00:1/Z',
  '2026-01-1/T12:00:00Z',
  '2026-01-15T24:00:00Z',
  '2026-01-15T12:60:00Z',
  '2026-01-15T12:00:60Z',
  '2026-13-15T12:00:00Z',
  '2026-00-15T12:00:00Z',
  '0000-01-15T12:00:00Z',
  '2026-01-15T12:00:00.Z',
  '2026-01-15T12:00:00.0000000000Z',
  '2026-01-15T12:00:00.1x3Z',
  '2026-01-15T12:00:00,123Z',
  '2026-01-15T12:00:00+00:00Z',
  '2026-01-15T1a:00:00Z',
  '2026-01-15T12:00Z',
  ' 2026-01-15T12:00:00Z',
  '2026-01-15T12:00:00Z\n',
  '12026-01-15T12:00:00Z',
  '',
])('%j is no time', (text) => {
  expect(instantOf(text)).toBeUndefined()
})

test('a day is written as it is read', () => {
  const first = Date.UTC(1896, 1, 20)
  for (let day = 0; day < 3000; day++) {
    for (const at of [
      first + day * 86_400_000,
      Date.UTC(2026, 0, 1) + day * 86_400_000,
      day * 86_400_000 - 1,
    ]) {
      expect(instantText(at)).toBe(new Date(at).toISOString())
    }
  }
})

test('what is finer than a millisecond is cut off', () => {
  expect(instantOf('2026-01-15T12:00:00.1Z')).toBe(Date.UTC(2026, 0, 15, 12, 0, 0, 100))
  expect(instantOf('2026-01-15T12:00:00.12Z')).toBe(Date.UTC(2026, 0, 15, 12, 0, 0, 120))
  expect(instantOf('2026-01-15T12:00:00.123999999Z')).toBe(Date.UTC(2026, 0, 15, 12, 0, 0, 123))
})
