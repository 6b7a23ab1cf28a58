import { expect, test } from 'vitest'
import { safeNext } from './paths.ts'

test.each([
  ['/admin/connections?q=a', '/admin/connections?q=a'],
  ['/admin', '/admin'],
  ['', '/admin'],
  ['https://evil.example/admin', '/admin'],
  ['//evil.example', '/admin'],
  ['/administrator', '/admin'],
  ['/admin/../sign-out', '/admin'],
  ['/admin/\\evil.example', '/admin'],
  ['/admin/sign-in?next=/admin', '/admin'],
])('after sign-in %j leads to %j', (next, place) => {
  expect(safeNext(next)).toBe(place)
})
