import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { canonicalize } from './canonical.ts'
import { readXml } from './reader.ts'

const octets = (of: string | Buffer) => (typeof of === 'string' ? Buffer.from(of, 'utf8') : of)
const codeOf = (of: string | Buffer): string => {
  try {
    readXml(octets(of))
    return 'read'
  } catch (problem) {
    if (problem instanceof Problem) return problem.code
    throw problem
  }
}

describe('an element', () => {
  test('has the whole of its text, whatever its pieces', () => {
    const { root } = readXml(octets('<a>x&amp;<![CDATA[&amp;\r\n]]>\ry&#13;</a>'))
    expect(root.text()).toBe('x&&amp;\n\ny\r')
  })

  test('refuses to be text when it holds an element', () => {
    expect(() => readXml(octets('<a>x<b/></a>')).root.text()).toThrow(
      expect.objectContaining({ code: 'xml-nested' }),
    )
  })

  test('normalises white space in attribute values but not references to it', () => {
    const { root } = readXml(octets('<a b="x\r\ny\tz&#10;&lt;"/>'))
    expect(root.attribute('b')).toBe('x y z\n<')
  })

  test('knows its namespace by scope, also after a child declared another', () => {
    const { root } = readXml(octets('<a xmlns="urn:1" xmlns:p="urn:p"><b xmlns="urn:2"><p:c/></b><d/></a>'))
    const [b, d] = root.children()
    expect([b?.namespace, b?.children()[0]?.namespace, d?.namespace]).toEqual(['urn:2', 'urn:p', 'urn:1'])
  })
})

test('a document is not changed by the next one that is read', () => {
  const first = readXml(octets('<a b="one">text</a>'))
  readXml(octets('<other c="two">changed entirely</other>'))
  expect(canonicalize(first.root).toString()).toBe('<a b="one">text</a>')
})

test('the bounds are those that were promised', () => {
  const deep = (levels: number) => '<a>'.repeat(levels) + '</a>'.repeat(levels)
  expect([codeOf(deep(64)), codeOf(deep(65))]).toEqual(['read', 'xml-depth'])
  const named = (size: number) => `<${'a'.repeat(size)}/>`
  expect([codeOf(named(256)), codeOf(named(257))]).toEqual(['read', 'xml-name-size'])
})

test('any octets end in a document or in our own error', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        '<a>',
        '</a>',
        '<a/>',
        '<a b="',
        '"',
        '>',
        '&amp;',
        '&#',
        ';',
        ']]>',
        '<![CDATA[',
        '<!--',
        '<?',
        'xmlns:x="urn:x"',
        ' ',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(pieces, (parts) => {
      codeOf(parts.join(''))
    }),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (random) => {
      codeOf(Buffer.from(random))
    }),
    { numRuns: 1000 },
  )
}, 60_000)
