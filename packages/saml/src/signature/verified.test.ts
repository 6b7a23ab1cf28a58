import { readdirSync, readFileSync } from 'node:fs'
import { expect, expectTypeOf, test } from 'vitest'
import type { Response } from '../messages/response.ts'
import { verifyResponse } from '../messages/response.ts'
import type { judgeResponse } from '../profile/response-checks.ts'
import { genuine } from '../testing/forge.ts'
import { trusted } from '../testing/keys.ts'
import { type Unverified, Verified } from './verified.ts'

const source = new URL('../', import.meta.url)
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testing'),
)
const importing = (what: RegExp) =>
  files.filter((name) => what.test(readFileSync(new URL(name, source), 'utf8'))).sort()

test('Verified is born in signature/ and nowhere else', () => {
  expect(importing(/Verified\.bear/)).toEqual(['signature/query.ts', 'signature/verify.ts'])
})

test('there is one door to cryptography, one to compression, and no other dependency', () => {
  expect(importing(/from 'node:crypto'/)).toEqual(['crypto.ts'])
  expect(importing(/from 'node:zlib'/)).toEqual(['bindings/deflate.ts'])
  expect(importing(/from '(?!\.\.?\/|node:(?:crypto|zlib|buffer)')/)).toEqual([])
  expect(importing(/Date\.now|Math\.random|new Date\(\)|process\.|console\./)).toEqual([])
})

test('nothing else can be made to look like a Verified, by types or without', () => {
  const verified = verifyResponse(genuine(), trusted)
  expect(Verified.is(verified)).toBe(true)
  expect(Verified.is({ value: verified.value, signatures: verified.signatures })).toBe(false)
  expect(Verified.is(Object.create(verified))).toBe(false)
  expect(() => Object.defineProperty(verified, 'value', { value: verified.value })).toThrow(TypeError)
  expectTypeOf<{ value: Response; signatures: [] }>().not.toExtend<Verified<Response>>()
  expectTypeOf<Unverified<Response>>().not.toExtend<Verified<Response>>()
  expectTypeOf<Parameters<typeof judgeResponse>[0]>().toEqualTypeOf<Verified<Response>>()
  // @ts-expect-error the constructor is private: no other file can make one
  expect(() => new Verified(verified.value, [])).not.toThrow()
})
