import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { canonicalize } from './canonical.ts'
import type { Element } from './element.ts'
import { limits } from './limits.ts'
import { readXml } from './reader.ts'

/** Names and namespaces of the vocabulary, whose tags are remembered, and others in their place, whose tags never are. */
const known = ['Attribute', 'AttributeValue', 'Issuer', 'Subject']
const unknown = known.map((name) => `X${name}`)
const hide = (xml: string) => xml.replace(/(?<=<\/?(?:saml:|p:)?)(?=[A-Z])/g, 'X')

const content = fc.constantFrom(
  '',
  'x',
  'a longer text',
  '&amp;',
  '\u00e9',
  ' ',
  '\n',
  '\r\n',
  '>',
  '<![CDATA[<]]>',
)
const attributes = fc.constantFrom(
  '',
  ' Name="a"',
  ' Name="b"',
  ' Name="&lt;"',
  " Name='a'",
  '  Name="a"',
  ' Name="a" Format="b"',
  ' Format="b" Name="a"',
  ' saml:Name="a" p:Name="a"',
  ' xmlns="urn:1"',
  ' xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol"',
  ' xmlns:saml="urn:oasis:names:tc:SAML:2.0:protocol"',
  ' xmlns:p="urn:2" p:Name="a"',
  ' ID="a"',
)
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom('', 'saml:', 'p:'),
      fc.constantFrom(...known),
      attributes,
      fc.constantFrom('', ' ', '/'),
      fc.oneof(
        { depthSize: 'small' },
        content,
        fc.array(tie('element'), { maxLength: 4 }).map((all) => all.join('')),
      ),
      fc.constantFrom('', '', '', ' ', 'x'),
    )
    .map(([prefix, name, list, end, inside, after]) =>
      end === '/'
        ? `<${prefix}${name}${list}/>`
        : `<${prefix}${name}${list}${end}>${inside}</${prefix}${name}${after}>`,
    ),
}))
const document = fc
  .array(element, { maxLength: 4 })
  .map((all) => `<a xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:p="urn:p">${all.join('')}</a>`)

const treeOf = (of: Element): unknown => [
  of.namespace,
  of.name.replace(/^X/, ''),
  of.attributes(),
  of.children().map(treeOf),
  of.hasText(),
  canonicalize(of).toString().replaceAll('X', ''),
]
const outcome = (xml: string) => {
  try {
    return treeOf(readXml(Buffer.from(xml)).root)
  } catch (problem) {
    if (problem instanceof Problem) return problem.code
    throw problem
  }
}

test('a tag that was read before comes to what it came to, wherever it stands', () => {
  expect(hide('<Issuer><saml:Subject/></Issuer>')).toBe(
    `<${unknown[2]}><saml:${unknown[3]}/></${unknown[2]}>`,
  )
  let read = 0
  fc.assert(
    fc.property(document, (xml) => {
      const found = outcome(xml)
      expect(found).toEqual(outcome(hide(xml)))
      // Now every tag of it was read before, in this place.
      expect(outcome(xml)).toEqual(found)
      if (typeof found !== 'string') read++
    }),
    { numRuns: 1500 },
  )
  expect(read).toBeGreaterThan(300)
}, 60_000)

test('more tags than are remembered, and longer ones, are read all the same', () => {
  const value = (at: number) => `<AttributeValue>${at}</AttributeValue>`
  const tag = (at: number, size: number) =>
    `<Attribute Name="${'x'.repeat(size)}${at}">${value(at)}</Attribute>`
  for (let round = 0; round < 60; round++) {
    const size = [1, 90, 100, 101, 102, 110, 300][round % 7] ?? 1
    const numbers = Array.from({ length: 100 }, (_, at) => (round % 25) * 100 + at)
    const xml = `<Subject>${numbers.map((at) => tag(at, size)).join('')}</Subject>`
    const { root } = readXml(Buffer.from(xml))
    expect(root.children().map((one) => one.childTexts()[0])).toEqual(numbers.map(String))
    expect(canonicalize(root).toString()).toBe(xml)
  }
})

test('a text in a tag that is known is bounded too, and ends in an end tag and nothing like one', () => {
  const issuer = (text: string, end = '</Issuer>') =>
    outcome(`<Subject><Issuer>${text}${end}<Issuer>x</Issuer></Subject>`)
  expect(typeof issuer('x')).toBe('object')
  expect(typeof issuer('x'.repeat(limits.text))).toBe('object')
  expect(issuer('x'.repeat(limits.text + 1))).toBe('xml-text-size')
  expect([issuer('x', '&/Issuer>'), issuer('x', '>/Issuer>')]).toEqual(['xml-entity', 'xml-end-tag'])
})
