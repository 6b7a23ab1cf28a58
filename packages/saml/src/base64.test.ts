import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64 } from './base64.ts'

const letters = Array.from('ABQRYZaz019+/=-_! \n\u00e9\u0141')

test('only the one spelling of octets is decoded, white space aside', () => {
  let [strict, other] = [0, 0]
  const judge = (text: string) => {
    const octets = Buffer.from(text, 'base64')
    const right = octets.toString('base64') === text.replace(/[ \t\r\n]/g, '')
    expect(decodeBase64(text), JSON.stringify(text)).toEqual(right ? octets : undefined)
    if (right) strict++
    else other++
  }
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...letters), { maxLength: 12 }), (parts) => judge(parts.join(''))),
    { numRuns: 5000 },
  )
  // One character of a right spelling changed, taken out or put in.
  const change = fc.tuple(fc.uint8Array({ maxLength: 20 }), fc.nat(30), fc.constantFrom('', ...letters))
  fc.assert(
    fc.property(change, fc.nat(1), ([octets, at, letter], taken) => {
      const text = Buffer.from(octets).toString('base64')
      judge(text)
      judge(text.slice(0, at) + letter + text.slice(at + taken))
    }),
    { numRuns: 5000 },
  )
  // As MIME breaks lines, and as nobody does.
  const long = Buffer.alloc(300_000, 'octets').toString('base64')
  expect(decodeBase64(long.replace(/.{64}/g, '$&\r\n'))?.length).toBe(300_000)
  expect(decodeBase64(long.replace(/../g, '$& '))?.length).toBe(300_000)
  expect(decodeBase64(`${long.slice(1)} `)).toBeUndefined()
  expect(strict).toBeGreaterThan(3000)
  expect(other).toBeGreaterThan(3000)
})
