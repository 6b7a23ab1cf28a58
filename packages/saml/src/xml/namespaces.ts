/*
 * Namespaces in XML 1.0. Names are pairs, (namespace, local name), wherever they are compared; prefixes
 * matter to canonicalization alone, which has to show them again.
 */

import { type Names, NONE } from './names.ts'
import { xmlProblem } from './problems.ts'
import { mix, nameVocabulary, XML, XML_NAMESPACE, XMLNS, XMLNS_NAMESPACE } from './vocabulary.ts'

/** A prefix that nothing binds. */
export const UNBOUND = -1

/**
 * Octets at either end of a namespace that its hash is made of, which is all of any in the vocabulary. What is found is
 * compared.
 */
const hashed = 32

/** Printable ASCII without the characters that RFC 3986 leaves out. */
const uriCharacters = /^[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]*$/
const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:/

/** The number of the namespace that a declaration names with the octets from `from` to `to`, which mean themselves. */
export function namespaceNumber(uris: Names, octets: Buffer, from: number, to: number): number {
  if (from === to) return NONE
  let hash = 0
  const skipped = Math.max(0, to - from - 2 * hashed)
  for (let at = from; at < to; at++) {
    if (at === from + hashed) at += skipped
    hash = mix(hash, octets[at] ?? 0)
  }
  const found = uris.find(octets, from, to, hash)
  if (found !== undefined) return found
  const number = namespaceOf(uris, octets.toString('utf8', from, to), from)
  uris.keep(from, to, hash, number)
  return number
}

/**
 * The number of this namespace. Refuses one that is relative or holds what no URI holds (NS-2): on these,
 * canonicalization of libxml2 gave up and returned nothing, whose digest somebody had once signed (CVE-2025-66568), and
 * two parsers split (CVE-2025-25292).
 */
export function namespaceOf(uris: Names, uri: string, offset: number): number {
  const number = uris.seen(uri)
  if (number !== undefined) return number
  // Entra writes `{tenantid}` into entity IDs but never into namespace names: braces stay refused.
  if (!absolute.test(uri) || !uriCharacters.test(uri)) throw xmlProblem('xml-namespace-uri', { offset })
  return uris.number(uri)
}

/**
 * Refuses a declaration that Namespaces in XML 1.0 forbids (NS-3): `xml` and `xmlns` mean what they mean, and a prefix is
 * never undeclared.
 */
export function checkDeclaration(prefix: number, uri: number, offset: number): void {
  const reserved = prefix === XMLNS || uri === XMLNS_NAMESPACE
  const rebound = (prefix === XML) !== (uri === XML_NAMESPACE)
  const undeclared = uri === NONE && prefix !== NONE
  if (reserved || rebound || undeclared) throw xmlProblem('xml-namespace', { offset })
}

/** The vocabulary begins with the usual prefixes. */
const nothingBound: readonly number[] = nameVocabulary.strings.slice(0, 32).map(() => UNBOUND)

/** What each prefix means where the reader stands: found by its number, whatever the depth. */
export class Scope {
  private readonly bound = nothingBound.slice()

  constructor() {
    this.bound[NONE] = NONE
    this.bound[XML] = XML_NAMESPACE
  }

  /** The number of the namespace that a prefix is bound to, or UNBOUND. */
  uri(prefix: number): number {
    return prefix < this.bound.length ? (this.bound[prefix] ?? UNBOUND) : UNBOUND
  }

  /** Binds a prefix; what it meant before, the caller puts back when the element is left. */
  bind(prefix: number, uri: number): void {
    while (this.bound.length <= prefix) this.bound.push(UNBOUND)
    this.bound[prefix] = uri
  }
}
