import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conform, type Shape } from '../messages/grammar.ts'
import { Problem } from '../problem.ts'
import { canonicalFormOf } from './canonical.ts'
import type { Element } from './element.ts'
import { limits } from './limits.ts'
import { reading } from './memory.ts'
import { readXml } from './reader.ts'

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion'

/** Documents of a few kinds: `T` stands for a text and `V` for a value of an attribute that no two messages have alike. */
const kinds = [
  `<Assertion xmlns="${SAML}" ID="V"><Issuer Format="urn:x">T</Issuer><Subject><NameID>T</NameID></Subject></Assertion>`,
  `<saml:Assertion xmlns:saml="${SAML}" xmlns:xs="http://www.w3.org/2001/XMLSchema" ID='V' IssueInstant="V"><saml:Issuer>T</saml:Issuer>T<saml:Audience/><saml:AttributeValue xs:type="a">T</saml:AttributeValue></saml:Assertion>`,
  `<?xml version="1.0"?><saml:Subject  xmlns:saml="${SAML}"><saml:NameID Name="b" Format="a">T</saml:NameID><Signature>T</Signature>
    <saml:NameID InResponseTo="V">T</saml:NameID></saml:Subject >`,
  `<Subject xmlns="${SAML}">T</Subject>`,
]
const texts = [
  'x',
  'a longer text',
  '',
  ' ',
  ' x',
  '&#32;',
  '&amp;',
  'a&amp;b',
  'a&bogus;b',
  '\u00e9',
  '\u0001',
  '>',
  ']]>',
  '\r\n',
  'x\r\n',
  '<![CDATA[x]]>',
  'x<![CDATA[x]]>',
  '<Audience/>',
  'x<Audience/>',
  '<',
  'x</Issuer><Issuer>y',
]
const values = ['_1', '_another', '', '"', "'", '" ID="x', '&quot;', '&#x9;', '\t', '<', '\u00e9', '&lt;']

const filled = (kind: string, text: () => string, value: () => string) =>
  kind.replaceAll(/(?<=>)T(?=<)|(?<=["'])V(?=["'])/g, (what) => (what === 'T' ? text() : value()))

const message = (kind: fc.Arbitrary<string>) =>
  fc
    .tuple(kind, fc.infiniteStream(fc.constantFrom(...texts)), fc.infiniteStream(fc.constantFrom(...values)))
    .map(([of, text, value]) =>
      filled(
        of,
        () => text.next().value,
        () => value.next().value,
      ),
    )

const treeOf = (of: Element): unknown => [
  of.namespace,
  of.name,
  of.attributes(),
  of.children().map(treeOf),
  of.hasText(),
  of.childCount > 0 || of.text(),
  of.document.nodes.end,
]

/** All that can be seen of a document, its canonical forms included, twice; or the refusal. */
function seen(xml: string): unknown {
  try {
    const { root } = readXml(Buffer.from(xml))
    const [first] = root.children()
    const forms = [
      () => canonicalFormOf(root),
      () => canonicalFormOf(root, first),
      () => canonicalFormOf(first ?? root),
    ]
    const written = [...forms, ...forms].map((form) => {
      const { octets, copied } = form()
      return [octets.toString(), copied]
    })
    return [treeOf(root), written]
  } catch (problem) {
    if (problem instanceof Problem) return [problem.code, problem.facts]
    throw problem
  }
}

const isPoured = (xml: string) => reading(() => readXml(Buffer.from(xml)).mould !== undefined)

/** Reads it until there is a mould for it. */
function warm(xml: string): void {
  for (let time = 0; time < 3 && !isPoured(xml); time++);
  expect(isPoured(xml)).toBe(true)
}

describe('a message of a kind that was read before', () => {
  test('comes to what it comes to where nothing is remembered', () => {
    let used = 0
    fc.assert(
      fc.property(fc.constantFrom(...kinds), (kind) => {
        for (const xml of fc.sample(message(fc.constant(kind)), 12)) {
          const plain = seen(xml)
          for (let time = 0; time < 3; time++)
            expect(
              reading(() => seen(xml)),
              xml,
            ).toEqual(plain)
          if (typeof (plain as unknown[])[0] !== 'string' && isPoured(xml)) used++
        }
      }),
      { numRuns: 100 },
    )
    expect(used).toBeGreaterThan(200)
  }, 60_000)

  test('differs by one octet anywhere, and is what it is', () => {
    const xml = filled(
      kinds[1] ?? '',
      () => 'text',
      () => '_1',
    )
    for (let at = 0; at < xml.length; at++) {
      for (const octet of ['x', '"', '<', '>', '/', ' ', '&', '']) {
        const changed = xml.slice(0, at) + octet + xml.slice(at + 1)
        warm(xml)
        expect(
          reading(() => seen(changed)),
          changed,
        ).toEqual(seen(changed))
      }
    }
    for (const more of ['x', ' ', '<Issuer/>', '\0', '&', xml]) {
      warm(xml)
      expect(reading(() => seen(xml + more))).toEqual(seen(xml + more))
    }
  }, 60_000)

  test('has its texts bounded', () => {
    const issuer = (size: number) => `<Subject xmlns="${SAML}"><Issuer>${'x'.repeat(size)}</Issuer></Subject>`
    warm(issuer(1))
    expect(() => isPoured(issuer(limits.text + 1))).toThrow(
      expect.objectContaining({ code: 'xml-text-size' }),
    )
  })
})

test('two documents of one kind that are open together each hold their own', () => {
  const xml = (text: string) => `<NameID xmlns="${SAML}" Name="two">${text}</NameID>`
  warm(xml('x'))
  const both = () =>
    reading(() => {
      const [one, other] = ['one', 'the other'].map((text) => readXml(Buffer.from(xml(text))).root)
      return [one?.text(), other?.text(), canonicalFormOf(one as Element).octets.toString()]
    })
  expect(both()).toEqual(['one', 'the other', xml('one')])
  expect(both()).toEqual(['one', 'the other', xml('one')])
})

test('white space between elements stays, values begin as they like, and what is large is read anew', () => {
  const lines = (id: string, text: string) =>
    `<Subject xmlns="${SAML}">\n  <Issuer ID="${id}">${text}</Issuer>mixed\n  </Subject>`
  warm(lines('_1', 'x'))
  expect(isPoured(lines('_other', 'other'))).toBe(true)
  expect(isPoured(lines(' _1', 'x'))).toBe(true)
  const empty = (count: number) => `<Subject xmlns="${SAML}">${'<Issuer/>'.repeat(count)}</Subject>`
  const large = (size: number) => `<Subject xmlns="${SAML}" Name="${'x'.repeat(size)}"/>`
  for (const [xml, is] of [
    [empty(999), true],
    [empty(1000), false],
    [large(32 * 1024 - large(0).length), true],
    [large(32 * 1024 - large(0).length + 1), false],
  ] as const) {
    for (let time = 0; time < 3; time++) isPoured(xml)
    expect(isPoured(xml)).toBe(is)
  }
})

test('white space does not pass another text off where none may stand', () => {
  const xml = (text: string) => `<Conditions xmlns="${SAML}">${text}</Conditions>`
  const shape: Shape = { content: 'empty' }
  const judge = (text: string) =>
    reading(() => {
      try {
        conform(readXml(Buffer.from(xml(text))).root, shape)
        return 'conforms'
      } catch (problem) {
        return problem instanceof Problem && problem.code
      }
    })
  for (let time = 0; time < 4; time++) {
    expect(judge('evil')).toBe('message-text')
    for (const blank of [' ', '\n ', '&#32;']) expect([blank, judge(blank)]).toEqual([blank, 'conforms'])
    expect(judge('evil')).toBe('message-text')
    expect(judge(' evil')).toBe('message-text')
    expect(judge('&#65;')).toBe('message-text')
  }
})

test('a shape that a message of its kind had is not another shape', () => {
  const xml = `<Conditions xmlns="${SAML}" Name="shape">x</Conditions>`
  const [text, empty]: readonly Shape[] = [
    { content: 'text', optional: ['Name'] },
    { content: 'empty', optional: ['Name'] },
  ]
  const judge = (shape: Shape | undefined) =>
    reading(() => shape && conform(readXml(Buffer.from(xml)).root, shape))
  for (let time = 0; time < 4; time++) {
    judge(text)
    expect(() => judge(empty)).toThrow(expect.objectContaining({ code: 'message-text' }))
  }
})

test('what a whole message was found to be says nothing of a part of it', () => {
  const xml = `<Subject xmlns="${SAML}"><Issuer>x</Issuer><Audience><Issuer>x</Issuer></Audience></Subject>`
  const shape: Shape = { content: 'text' }
  warm(xml)
  reading(() => {
    const parts = readXml(Buffer.from(xml)).root.children()
    conform(parts[0] as Element, shape)
    expect(() => conform(parts[1] as Element, shape)).toThrow(expect.objectContaining({ code: 'xml-nested' }))
  })
})

test('of what stood in a message nothing is kept but what all of its kind have', () => {
  const xml = `<NameID xmlns="${SAML}" Name="kept" ID="_secret1">secret2</NameID>`
  warm(xml)
  const mould = reading(() => readXml(Buffer.from(xml.replaceAll('secret', 'open'))).mould)
  const { view } = mould as unknown as { view: DataView }
  const text = Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString()
  expect([text.includes('Name="kept"'), text.includes('secret')]).toEqual([true, false])
})
