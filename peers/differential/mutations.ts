import fc from 'fast-check'
import { forge, genuine } from '../../packages/saml/src/testing/forge.ts'
import { keys } from '../../packages/saml/src/testing/keys.ts'
import { circumstances } from './generated.ts'
import type { Message } from './message.ts'

/** The same messages in every run; another number finds others. */
export const seed = Number(process.env.SEED ?? 20261125)
const each = 150

const pieces = [
  ' ',
  '\n',
  '&#32;',
  '<!-- -->',
  '<?p x?>',
  '<x/>',
  'admin',
  '\u0000',
  '&amp;',
  ']]>',
  '<![CDATA[x]]>',
  ' a="b"',
]

/** Where a tag, a name or a text begins or ends: a cut there makes more sense than one anywhere. */
const seams = (text: string) => [...text.matchAll(/[<>"= ]/g)].map((match) => match.index)

/** What an attacker, or a bad line, makes of a signed message: nothing is signed again. */
export function mutatedMessages(): readonly Message[] {
  const originals = [
    ...(['assertion', 'response', 'both'] as const).map(
      (option) => [option, genuine({ sign: { key: keys.idp, option } })] as const,
    ),
    // Laid out with white space, so that what is between elements is signed too.
    ['spaced', forge({ assertion: (xml) => xml.replaceAll('><', '>\n<'), sign: 'both' })] as const,
  ]
  return originals.flatMap(([name, octets]) => {
    const text = octets.toString('utf8')
    return fc.sample(mutation(text), { numRuns: each, seed }).map((mutated, at) => ({
      name: `mutated/${name} ${at} (seed ${seed})`,
      octets: Buffer.from(mutated, 'utf8'),
      of: circumstances,
    }))
  })
}

function mutation(text: string): fc.Arbitrary<string> {
  const seam = fc.constantFrom(...seams(text))
  const anywhere = fc.nat(text.length - 1)
  const cut = (a: number, b: number) => (a < b ? [a, b] : [b, a]) as [number, number]
  const insert = fc
    .tuple(seam, fc.constantFrom(...pieces))
    .map(([at, piece]) => text.slice(0, at) + piece + text.slice(at))
  const change = fc
    .tuple(anywhere, fc.nat(127))
    .map(([at, code]) => text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1))
  const remove = fc.tuple(seam, seam).map(([a, b]) => {
    const [from, to] = cut(a, b)
    return text.slice(0, from) + text.slice(Math.min(to, from + 200))
  })
  const repeat = fc.tuple(seam, seam, seam).map(([a, b, at]) => {
    const [from, to] = cut(a, b)
    return text.slice(0, at) + text.slice(from, to) + text.slice(at)
  })
  const element = fc
    .tuple(fc.constantFrom(...elements(text)), fc.constantFrom(...elements(text)))
    .map(([one, other]) => text.replace(one, () => one + other))
  return fc.oneof(insert, change, remove, repeat, element, harmless(text))
}

/** Whole elements, so that what comes of it is well-formed. */
const elements = (text: string) =>
  [...text.matchAll(/<([\w:]+)(?: [^<>]*)?>(?:(?!<\1[ >]).)*?<\/\1>/gs)].map((match) => match[0])

/** Changes that XML and its canonical form do not see: all should come to the same verdict. */
function harmless(text: string): fc.Arbitrary<string> {
  return fc.constantFrom(
    text.replaceAll('"', "'"),
    text.replaceAll('/>', ' />'),
    text.replaceAll('</', '</').replaceAll(/<\/(\w+)>/g, '</$1 >'),
    text.replace('B.Simon', '&#66;.Simon'),
    text.replace('B.Simon', '<![CDATA[B.Simon]]>'),
    text.replace(/ ID="([^"]*)" /, ' ID = "$1"\n'),
    text.replace(/<SignatureValue>/, '<SignatureValue>\n'),
    text.replace(/(<X509Certificate>)[^<]*/, '$1AAAA'),
    text.replace(/<KeyInfo>.*?<\/KeyInfo>/s, ''),
  )
}
