import { expect, test } from 'vitest'
import { localPath, loginPath } from './local-path.ts'

const publicUrl = new URL('https://bitbucket.example')

test.each(['/', '/projects/ACME', '/projects/ACME?at=refs%2Fheads%2Fmain#L1', '/a//b'])(
  '%s is kept',
  (path) => {
    expect(localPath(path, publicUrl)).toBe(path)
  },
)

test.each([
  undefined,
  '',
  'projects',
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  '/\n/elsewhere.example',
  '\\\\elsewhere.example',
  'javascript:alert(1)',
  '/login',
  '/login?next=/login',
  '/logout',
  '/j_atl_security_logout',
  `/${'a'.repeat(2_000)}`,
])('%j leads home', (path) => {
  expect(localPath(path, publicUrl)).toBe('/')
})

test('what is kept never leaves the origin', () => {
  for (const path of ['/.//elsewhere.example', '/x/..//elsewhere.example', '/%2F/elsewhere.example']) {
    const kept = localPath(path, publicUrl)
    expect(new URL(kept, publicUrl).origin, `${path} → ${kept}`).toBe(publicUrl.origin)
  }
})

test('the log-in page remembers the path', () => {
  expect(loginPath('/')).toBe('/login')
  expect(loginPath('/a?b=c')).toBe('/login?next=%2Fa%3Fb%3Dc')
})
