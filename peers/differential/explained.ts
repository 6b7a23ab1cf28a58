import type { Message, PeerName } from './message.ts'

/** What stands against our acceptance: a signature or a schema that does not hold for them, or another identity. */
export type DifferenceKind = 'signature' | 'schema' | 'identity'

/** A difference that was looked into. The sentences are those of docs/saml-profile.md, by `name`. */
export interface Explained {
  readonly name: string
  readonly kind: DifferenceKind
  readonly peers: readonly PeerName[]
  /** Whether it is this difference. As narrow as can be: what fits none is an alarm. */
  readonly fits: (text: string, words: string) => boolean
}

const javascript = ['xml-crypto', 'node-saml'] as const

/** Differences where we accept. */
export const explained: readonly Explained[] = [
  {
    name: 'SHA-384',
    kind: 'signature',
    peers: javascript,
    fits: (text) => /xmldsig-more#(?:rsa-)?sha384"/.test(text),
  },
  {
    name: 'ECDSA and RSA-PSS',
    kind: 'signature',
    peers: ['xmlsec1', 'lasso', ...javascript],
    fits: (text) => /#ecdsa-sha256"|#sha256-rsa-MGF1"|#rsa-pss"/.test(text),
  },
  {
    name: 'White space in the last end tag of a name',
    kind: 'signature',
    peers: javascript,
    fits: hasBlankLastEndTag,
  },
  {
    name: 'The MGF of xmlenc 1.1',
    kind: 'schema',
    peers: ['xmllint'],
    fits: (text, words) => text.includes('xmlenc11#') && eachLineHas(words, 'xmlenc11#}MGF'),
  },
  {
    name: 'InResponseTo that is no NCName',
    kind: 'schema',
    peers: ['xmllint'],
    fits: (_, words) => eachLineHas(words, "attribute 'InResponseTo'"),
  },
  {
    name: 'A Count that is no number',
    kind: 'schema',
    peers: ['xmllint'],
    fits: (_, words) => eachLineHas(words, "}ProxyRestriction', attribute 'Count'"),
  },
  {
    name: 'The content of KeyInfo',
    kind: 'schema',
    peers: ['xmllint'],
    fits: (text, words) => text.includes('KeyInfo') && /^[^|]*xmldsig#\}(?:X509\w+|Key\w+|x)'/.test(words),
  },
  {
    name: 'CDATA in an attribute value',
    kind: 'identity',
    peers: ['lasso'],
    fits: (text) => text.includes('<![CDATA['),
  },
  {
    name: 'An attribute twice',
    kind: 'identity',
    peers: ['node-saml'],
    fits: (text) =>
      hasTwice([...text.matchAll(/<[\w:]*Attribute [^>]*?\bName=["']([^"']*)/g)].map(([, name]) => name)),
  },
  {
    name: 'An attribute called `__proto__`',
    kind: 'identity',
    peers: ['node-saml'],
    fits: (text) => text.includes('Name="__proto__"'),
  },
  {
    name: 'An attribute without values',
    kind: 'identity',
    peers: ['node-saml'],
    fits: (text) => /<[\w:]*Attribute [^>]*(?:\/>|>\s*<\/[\w:]*Attribute>)/.test(text),
  },
]

/** `</Value >` after a `</Value>`: the last end tag of its name is written with white space, an earlier one without. */
function hasBlankLastEndTag(text: string): boolean {
  return [...text.matchAll(/<\/([\w:]+)\s+>/g)].some(([, name = '']) => {
    const last = text.lastIndexOf(`</${name}>`)
    return last >= 0 && last < text.lastIndexOf(`</${name}`)
  })
}

const eachLineHas = (words: string, part: string) => words.split(' | ').every((line) => line.includes(part))
const hasTwice = (names: readonly unknown[]) => new Set(names).size < names.length

export function explanationOf(
  kind: DifferenceKind,
  peer: PeerName,
  { octets }: Message,
  words: string,
): Explained | undefined {
  const text = octets.toString('utf8')
  return explained.find((one) => one.kind === kind && one.peers.includes(peer) && one.fits(text, words))
}

/**
 * Codes with which we refuse although a peer says that the signature holds, and which say that it does not. Everywhere
 * else the reason is a rule of its own, with its clause in the tables of the document.
 */
export const contradictions: Readonly<
  Record<string, { readonly name: string; readonly peers: readonly PeerName[] }>
> = Object.fromEntries(
  ['signature-digest', 'signature-value'].map((code) => [
    code,
    { name: 'One of two signatures', peers: ['node-saml'] },
  ]),
)
