import fc from 'fast-check'

/** Documents with namespaces declared anew and undeclared, attributes in any order, and every kind of text. */
const prefix = fc.constantFrom('', 'p', 'q', 'r')
const uri = fc.constantFrom('urn:1', 'urn:2', 'http://example.test/')
const text = fc.constantFrom(
  'x',
  'é\u{1f600}',
  '&lt;&amp;&gt;',
  '&#13;',
  '&#10;',
  '\r\n',
  '\n',
  '\t',
  '"\'',
  ']]&gt;',
  '<![CDATA[<&"]]>',
  '&quot;&apos;',
  '>',
)
const value = fc.constantFrom('x', 'é', '&lt;&amp;', '&#13;&#10;&#9;', ' a  b ', '\t\n', '&quot;', "'", '>')

interface Tree {
  readonly prefix: string
  readonly declared: readonly (readonly [string, string])[]
  readonly attributes: readonly (readonly [string, string, string])[]
  readonly content: readonly (Tree | string)[]
}

const { tree } = fc.letrec<{ tree: Tree; node: Tree | string }>((tie) => ({
  tree: fc.record({
    prefix,
    declared: fc.uniqueArray(fc.tuple(prefix, uri), { selector: ([name]) => name, maxLength: 3 }),
    attributes: fc.uniqueArray(fc.tuple(prefix, fc.constantFrom('a', 'b', 'c'), value), {
      selector: ([p, n]) => `${p}:${n}`,
      maxLength: 4,
    }),
    content: fc.array(tie('node'), { maxLength: 3 }),
  }),
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, text, tie('tree')),
}))

function written(of: Tree, isRoot = true): string {
  const qualified = (p: string, name: string) => (p === '' ? name : `${p}:${name}`)
  const base = isRoot
    ? ['p', 'q', 'r']
        .filter((p) => !of.declared.some(([name]) => name === p))
        .map((p) => [p, 'urn:base'] as const)
    : []
  const declared = [...base, ...of.declared].map(([p, to]) => ` ${p === '' ? 'xmlns' : `xmlns:${p}`}="${to}"`)
  const attributes = of.attributes.map(([p, name, to]) => ` ${qualified(p, name)}="${to}"`)
  const content = of.content.map((child) => (typeof child === 'string' ? child : written(child, false)))
  const name = qualified(of.prefix, 'e')
  return `<${name}${declared.join('')}${attributes.join('')}>${content.join('')}</${name}>`
}

/** XML of that kind; some of it is not well-formed, having one attribute twice. */
export const documents: fc.Arbitrary<string> = tree.map((of) => written(of))
