import { expect, test } from 'vitest'
import { matches } from './store.ts'

test.each([
  ['/rest', '/rest', true],
  ['/rest/', '/rest/api/latest/users', true],
  ['/rest', '/restricted', false],
  ['/rest/api/*/users', '/rest/api/latest/users', true],
  ['/rest/api/*/users', '/rest/api/latest/groups', false],
  ['*/git-upload-pack', '/scm/acme/shop.git/git-upload-pack', true],
  ['/a*a', '/a', false],
  ['*', '/anything', true],
])('%s and %s: %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected)
})
