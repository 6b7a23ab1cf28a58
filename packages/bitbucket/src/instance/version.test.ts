import { expect, test } from 'vitest'
import { readVersion, usualVersion } from './version.ts'

test('the version is chosen by name, and 9.4 without one', () => {
  expect(readVersion({})).toBe(usualVersion)
  expect(readVersion({ BITBUCKET_VERSION: '10.2' })).toMatchObject({
    version: '10.2.1',
    blocksBasicAuth: true,
  })
  expect(() => readVersion({ BITBUCKET_VERSION: '7.0' })).toThrow(
    'BITBUCKET_VERSION is 7.0, which this host cannot play.',
  )
})
