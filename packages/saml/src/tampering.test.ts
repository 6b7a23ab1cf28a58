import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Response } from './messages/response.ts'
import { verifyResponse } from './messages/response.ts'
import { Problem } from './problem.ts'
import { genuine } from './testing/forge.ts'
import { keys, trusted } from './testing/keys.ts'
import { readXml } from './xml/reader.ts'
import { FROM } from './xml/table.ts'

/** What a message comes to: what it says, or undefined when our own error refused it. Anything else thrown fails. */
function outcome(octets: Buffer): Response | undefined {
  try {
    return verifyResponse(octets, trusted).value
  } catch (problem) {
    if (problem instanceof Problem) return undefined
    throw problem
  }
}

const options = ['assertion', 'response', 'both'] as const

describe.each(options)('a response signed: %s', (option) => {
  const octets = genuine({ sign: { key: keys.idp, option } })
  const signed = verifyResponse(octets, trusted).value

  /**
   * Nothing signed may change: the assertion never, the envelope only where it is not signed. Of two signatures the outer
   * one may be taken off whole; the envelope then counts for nothing.
   */
  const harmless = (found: Response | undefined) => {
    if (found === undefined) return
    expect(found.assertion).toEqual(signed.assertion)
    if (option === 'response') expect(found.envelopeSigned).toBe(true)
    if (found.envelopeSigned) expect(found).toEqual(signed)
  }

  test('any single flipped bit is refused or without effect', () => {
    // Every octet where it counts most; every third of the others, which are the same code.
    const step = option === 'assertion' ? 1 : 3
    for (let at = 0; at < octets.length; at += step) {
      const bit = at % 8
      const flipped = Buffer.from(octets)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
      harmless(outcome(flipped))
    }
  }, 60_000)

  test('any piece taken out, put in or moved is refused or without effect', () => {
    const text = octets.toString('utf8')
    const { root } = readXml(octets)
    const starts = [root, ...root.descendants()].map((one) => one.document.nodes.cells[one.row + FROM] ?? 0)
    const place = fc.constantFrom(...starts, text.length)
    fc.assert(
      fc.property(place, place, place, fc.boolean(), (a, b, to, move) => {
        const [from, end] = a < b ? [a, b] : [b, a]
        const piece = text.slice(from, end)
        const rest = move ? text.slice(0, from) + text.slice(end) : text
        const at = Math.min(to, rest.length)
        harmless(outcome(Buffer.from(rest.slice(0, at) + piece + rest.slice(at), 'utf8')))
      }),
      { numRuns: 1500 },
    )
  })
})

/** Signature wrapping (XSW): a forged assertion, and the genuine one put everywhere in the message around it. */
describe('signature wrapping', () => {
  const text = genuine().toString('utf8')
  const assertion = /<Assertion.*<\/Assertion>/.exec(text)?.[0] ?? ''
  const bare = assertion.replace(/<Signature.*<\/Signature>/, '')
  const signature = /<Signature.*<\/Signature>/.exec(assertion)?.[0] ?? ''
  const forgeries = {
    'another ID': bare.replace('b.simon@', 'admin@').replace('ID="_a', 'ID="_e'),
    'the same ID': bare.replace('b.simon@', 'admin@'),
    'another ID, the signature moved': assertion.replace('b.simon@', 'admin@').replace('ID="_a', 'ID="_e'),
    'the same ID, the signature moved': assertion.replace('b.simon@', 'admin@'),
  }
  const moved = {
    whole: assertion,
    unsigned: bare,
    signature: bare.replace('</Issuer>', () => `</Issuer>${signature}`),
  }
  const wrappers = [
    '',
    'samlp:Extensions',
    'Advice',
    'samlp:StatusDetail',
    'Object',
    'x',
    'Condition',
  ] as const

  test.each(Object.entries(forgeries))('with %s', (_, forged) => {
    const message = text.replace(assertion, () => forged)
    const places = [...message.matchAll(/</g)].map((match) => match.index)
    for (const original of Object.values(moved)) {
      for (const wrapper of wrappers) {
        const piece = wrapper === '' ? original : `<${wrapper}>${original}</${wrapper}>`
        for (const at of places) {
          const found = outcome(Buffer.from(message.slice(0, at) + piece + message.slice(at), 'utf8'))
          expect(found?.assertion.nameId?.value ?? 'b.simon@contoso.example').toBe('b.simon@contoso.example')
        }
      }
    }
  })
})
