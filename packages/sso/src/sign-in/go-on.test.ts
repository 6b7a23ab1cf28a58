import { expect, test } from 'vitest'
import { localPath } from './go-on.ts'

test.each(['/', '/projects/ACME?at=main#1', '/plugins/servlet/x%20y'])('%j is a path', (path) => {
  expect(localPath(path)).toBe(path)
})

test.each([
  undefined,
  '',
  'projects',
  '//evil.example',
  '/\\evil.example',
  '/a\\b',
  'https://evil.example/',
  '/a b',
  '/a\r\nSet-Cookie: b',
  '/å',
  `/${'a'.repeat(2_000)}`,
])('%j is not', (path) => {
  expect(localPath(path)).toBeUndefined()
})
