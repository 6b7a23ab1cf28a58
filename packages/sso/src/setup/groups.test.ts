import { expect, test } from 'vitest'
import { readGroups } from './groups.ts'

test('groups are separated by comma and may hold spaces; each once', () => {
  expect(readGroups(' stash-users, Team Blue ,,stash-users').groups).toEqual(['stash-users', 'Team Blue'])
})

test('none is none', () => {
  expect(readGroups(' ')).toEqual({ groups: [], faults: [] })
})

test.each([
  ['x'.repeat(256), /longer than 255/],
  ['a\u0000b', /cannot be seen/],
  [Array.from({ length: 51 }, (_, n) => `g${n}`).join(','), /50 are the most/],
])('what cannot be a group is named', (text, message) => {
  expect(readGroups(text).faults.join()).toMatch(message)
})
