import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { guid, isGuid } from './guid.ts'

test('is version 4 of the right variant, whatever the octets', () => {
  expect(guid(() => Buffer.alloc(16, 0xff))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
  expect(guid(() => Buffer.alloc(16))).toBe('00000000-0000-4000-8000-000000000000')
  expect(isGuid(guid(randomBytes))).toBe(true)
  expect(isGuid("' or 1=1")).toBe(false)
})
