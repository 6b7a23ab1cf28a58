import { expect, test } from 'vitest'
import { daysLeft, toneOfLife } from './certificate.tsx'

const day = 86_400_000

test('a certificate is amber under 60 days, red under 7 or expired', () => {
  expect([60, 59.9, 7, 6.9, -1].map((left) => toneOfLife(left * day, 0))).toEqual([
    'ok',
    'warn',
    'warn',
    'bad',
    'bad',
  ])
})

test('says the days in words, also after the end', () => {
  expect(daysLeft(840.5 * day, 0)).toBe('840 days left')
  expect(daysLeft(1.2 * day, 0)).toBe('1 day left')
  expect(daysLeft(0.5 * day, 0)).toBe('less than a day left')
  expect(daysLeft(-3.5 * day, 0)).toBe('expired 3 days ago')
  expect(daysLeft(-0.5 * day, 0)).toBe('expired less than a day ago')
})
