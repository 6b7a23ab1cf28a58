import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { documents } from '../testing/documents.ts'
import { canonicalFormOf, canonicalize } from './canonical.ts'
import type { Element } from './element.ts'
import { isCanonical } from './is-canonical.ts'
import { limits } from './limits.ts'
import { readXml } from './reader.ts'

const canonical = (xml: string, prefixes?: readonly string[]) =>
  canonicalize(readXml(Buffer.from(xml, 'utf8')).root, undefined, prefixes).toString('utf8')

describe('exclusive canonicalization', () => {
  test.each([
    ['<?xml version="1.0"?>\n<a />\n', '<a></a>'],
    ['<a z="1" b="2" xmlns="urn:x" xmlns:u="urn:u"/>', '<a xmlns="urn:x" b="2" z="1"></a>'],
    [
      '<a xmlns:y="urn:1" xmlns:x="urn:2" x:b="" y:b="" b=""/>',
      '<a xmlns:x="urn:2" xmlns:y="urn:1" b="" y:b="" x:b=""></a>',
    ],
    ["<a b='\"\t&#10;&gt;&apos;'>&quot;&gt;&#13;\r\n</a>", '<a b="&quot; &#xA;>\'">"&gt;&#xD;\n</a>'],
    ['<a><![CDATA[<&>]]></a>', '<a>&lt;&amp;&gt;</a>'],
    [
      '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2"><p:c/></p:b><p:d/></p:a>',
      '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2"><p:c></p:c></p:b><p:d></p:d></p:a>',
    ],
    [
      '<a xmlns="urn:1"><b xmlns=""><c xmlns="urn:1"/></b></a>',
      '<a xmlns="urn:1"><b xmlns=""><c xmlns="urn:1"></c></b></a>',
    ],
    ['<a xml:lang="en" c=""/>', '<a c="" xml:lang="en"></a>'],
  ])('%j', (xml, expected) => {
    expect(canonical(xml)).toBe(expected)
  })

  test('declares in a part of a document what the part shows, and no more', () => {
    const { root } = readXml(Buffer.from('<a xmlns="urn:1" xmlns:p="urn:p" xmlns:q="urn:q"><b p:c=""/></a>'))
    const [part] = root.children()
    expect(part && canonicalize(part).toString()).toBe('<b xmlns="urn:1" xmlns:p="urn:p" p:c=""></b>')
    expect(part && canonicalize(part, undefined, ['q', '#default', 'absent']).toString()).toBe(
      '<b xmlns="urn:1" xmlns:p="urn:p" xmlns:q="urn:q" p:c=""></b>',
    )
  })

  test('leaves out the one element that it is told to', () => {
    const { root } = readXml(Buffer.from('<a>1<s>2</s>3</a>'))
    expect(canonicalize(root, root.children()[0]).toString()).toBe('<a>13</a>')
  })

  test('is bounded, though a small document can have a large one', () => {
    const long = `urn:${'x'.repeat(60_000)}`
    const { root } = readXml(Buffer.from(`<a xmlns:p="${long}">${'<p:b/>'.repeat(8_000)}</a>`))
    expect(() => canonicalize(root)).toThrow(expect.objectContaining({ code: 'xml-canonical-size' }))
    expect(limits.canonical).toBe(128 * 1024)
  })
})

/** What one change makes of a canonical form: most of them leave it one, or leave no document. */
const changes = [
  (xml: string) => xml,
  (xml: string) => xml.replace(/ ([^ =<>]+="[^"]*") ([^ =<>]+="[^"]*")/, ' $2 $1'),
  (xml: string) => xml.replace(/="/, ' ="'),
  (xml: string) => xml.replace(/"([^"']*)"/, "'$1'"),
  (xml: string) => xml.replace(/><\/[^>]+>/, '/>'),
  (xml: string) => xml.replace(/<\/([^>]+)>/, '</$1 >'),
  (xml: string) => xml.replace(/>([^<&])/, '><![CDATA[$1]]>'),
  (xml: string) => xml.replace('&gt;', '>'),
  (xml: string) => xml.replace('&#xD;', '&#13;'),
  (xml: string) => xml.replace('>', ' >'),
  (xml: string) => xml.replace(/<([^ >]+)/, '<$1 xmlns:unused="urn:u"'),
  (xml: string) => xml.replace(/<(\w+)>/, '<$1 xmlns="">'),
  (xml: string) => xml.replace(/(xmlns[^ ]*="[^"]*")(.*)(<[^/ >]+)/, '$1$2$3 $1'),
  (xml: string) => `${xml}\n`,
]
const prefixLists = [[], ['p'], ['#default', 'q', 'absent']] as const

test('whether a document is its canonical form is seen without making it', () => {
  let [canonical, other] = [0, 0]
  const judge = (octets: Buffer, prefixes: readonly string[]) => {
    const { root } = readXml(octets)
    const equal = canonicalize(root, undefined, prefixes).equals(octets)
    expect(isCanonical(root, prefixes), octets.toString()).toBe(equal)
    if (equal) canonical++
    else other++
  }
  fc.assert(
    fc.property(
      documents,
      fc.constantFrom(...prefixLists),
      fc.constantFrom(...changes),
      (xml, list, change) => {
        try {
          judge(Buffer.from(xml), list)
          const form = canonicalize(readXml(Buffer.from(xml)).root, undefined, list)
          judge(Buffer.from(change(form.toString())), list)
        } catch (problem) {
          if (!(problem instanceof Problem)) throw problem
        }
      },
    ),
    { numRuns: 3000 },
  )
  expect(canonical).toBeGreaterThan(500)
  expect(other).toBeGreaterThan(500)
}, 60_000)

/** All that can be read of an element. */
const treeOf = (element: Element): unknown => [
  element.namespace,
  element.name,
  element.attributes().toSorted((a, b) => (`${a.namespace} ${a.name}` < `${b.namespace} ${b.name}` ? -1 : 1)),
  element.children().length === 0 ? element.text() : element.children().map(treeOf),
]

test('a form that is copied reads as the element does that it is of (C14N-3)', () => {
  let copied = 0
  fc.assert(
    fc.property(documents, fc.constantFrom(...prefixLists), fc.nat(5), (xml, list, which) => {
      try {
        const { root } = readXml(Buffer.from(xml))
        const apex = [root, ...root.descendants()][which] ?? root
        const form = canonicalFormOf(apex, undefined, list)
        if (!form.copied) return
        copied++
        expect(treeOf(readXml(form.octets).root)).toEqual(treeOf(apex))
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem
      }
    }),
    { numRuns: 1500 },
  )
  expect(copied).toBeGreaterThan(200)
  const copies = (xml: string) => canonicalFormOf(readXml(Buffer.from(xml)).root).copied
  expect(["<a b='c' xmlns='urn:a' />", '<a>&amp;&#xD;</a>', '<a b="&quot;&#xA;"/>'].map(copies)).toEqual([
    true,
    true,
    true,
  ])
  expect(
    ['<a>></a>', '<a>&#38;</a>', "<a b='\"'/>", '<a>\r\n</a>', '<a><![CDATA[]]></a>'].map(copies),
  ).toEqual(Array(5).fill(false))
}, 60_000)
