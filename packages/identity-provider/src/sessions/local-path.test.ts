import { expect, test } from 'vitest'
import { localPath, signInPath } from './local-path.ts'

test.each(['/', '/my-apps?q=a%20b', '/admin/users/new', '/my-apps/launch/1'])('goes to %s', (path) => {
  expect(localPath(path)).toBe(path)
})

test.each([
  '',
  'my-apps',
  '//evil.example',
  '/\\evil.example',
  '/a\\b',
  'https://evil.example/',
  'javascript:alert(1)',
  '/\n/evil.example',
  '/ /evil.example',
  `/${'a'.repeat(2000)}`,
])('does not go to %o', (path) => {
  expect(localPath(path)).toBe('/')
})

test('cannot be led away by dots', () => {
  expect(localPath('/..//evil.example')).toBe('/')
  expect(new URL(signInPath('/a?b=c&d'), 'http://x').searchParams.get('continue')).toBe('/a?b=c&d')
})
