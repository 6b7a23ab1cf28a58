import type { JSX } from 'hono/jsx/jsx-runtime'
import jsqr from 'jsqr'
import { expect, test } from 'vitest'
import { checkOneTimeCode, newOneTimeSecret, oneTimeUri, QrCode } from './index.ts'

// RFC 6238, appendix B: the SHA-1 secret; the last six of the eight digits.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const second = 1000
const shown = async (part: JSX.Element): Promise<string> => String(await part)

test.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [20_000_000_000, '353130', 666_666_666],
])('at second %d the code is %s', (seconds, code, step) => {
  expect(checkOneTimeCode({ secret, code, now: seconds * second, after: undefined })).toBe(step)
})

test('the step before and the step after are taken, not those beyond', () => {
  const at = (seconds: number) =>
    checkOneTimeCode({ secret, code: '287082', now: seconds * second, after: undefined })
  expect([at(0), at(89)]).toEqual([1, 1])
  expect(at(90)).toBeUndefined()
  expect(at(1_000)).toBeUndefined()
})

test('a code works once', () => {
  expect(checkOneTimeCode({ secret, code: '287 082', now: 59 * second, after: 0 })).toBe(1)
  expect(checkOneTimeCode({ secret, code: '287082', now: 59 * second, after: 1 })).toBeUndefined()
})

test.each(['', '28708', '2870822', '28708a', '٢٨٧٠٨٢'])('%j is no code', (code) => {
  expect(checkOneTimeCode({ secret, code, now: 59 * second, after: undefined })).toBeUndefined()
})

test('a secret is 160 bits', () => {
  expect(newOneTimeSecret((octets) => Buffer.alloc(octets, 0xff))).toBe('7'.repeat(32))
})

test('the picture is read by somebody else’s reader as it was meant', async () => {
  const text = oneTimeUri({ secret, issuer: 'Postern', account: 'ann@contoso.example' })
  expect(text).toContain('otpauth://totp/Postern:ann%40contoso.example?issuer=Postern&secret=')
  expect(read(await shown(<QrCode text={text} says="The secret as a picture" />))).toBe(text)
})

/** Paints the picture's dark squares four pixels wide and gives them to jsQR. */
function read(svg: string): string | undefined {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])
  const width = size * 4
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y] of svg.matchAll(/M(\d+) (\d+)h1/g)) {
    for (let row = 0; row < 4; row++) {
      const start = ((Number(y) * 4 + row) * width + Number(x) * 4) * 4
      for (let column = 0; column < 4; column++) pixels.fill(0, start + column * 4, start + column * 4 + 3)
    }
  }
  return jsqr.default(pixels, width, width)?.data
}
