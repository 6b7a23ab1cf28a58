/*
 * Namespaces in XML 1.0. Names are pairs, (namespace, local name), wherever they are compared; prefixes
 * matter to canonicalization alone, which has to show them again.
 */

import { type Names, NONE, XML_URI, XMLNS_URI } from './names.ts'
import { xmlProblem } from './problems.ts'

/** A prefix that nothing binds. */
export const UNBOUND = -1

/** Printable ASCII without the characters that RFC 3986 leaves out. */
const uriCharacters = /^[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]*$/
const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:/

/**
 * Refuses a declaration that Namespaces in XML 1.0 forbids (NS-3) and a namespace name that is relative or holds what
 * no URI holds (NS-2): on these, canonicalization of libxml2 gave up and returned nothing, whose digest somebody had
 * once signed (CVE-2025-66568), and two parsers split (CVE-2025-25292).
 */
export function checkDeclaration(prefix: string, uri: string, offset: number): void {
  if (prefix === 'xmlns' || uri === XMLNS_URI) throw xmlProblem('xml-namespace', { offset })
  if ((prefix === 'xml') !== (uri === XML_URI)) throw xmlProblem('xml-namespace', { offset })
  if (uri === '') {
    if (prefix !== '') throw xmlProblem('xml-namespace', { offset })
    return
  }
  // Entra writes `{tenantid}` into entity IDs but never into namespace names: braces stay refused.
  if (!absolute.test(uri) || !uriCharacters.test(uri)) throw xmlProblem('xml-namespace-uri', { offset })
}

/**
 * What each prefix means where the reader stands. The binding of a prefix is found by its number, whatever the depth;
 * leaving an element takes back what it declared.
 */
export class Scope {
  private readonly bound: number[] = []
  private readonly undo: number[] = []

  constructor(names: Names, uris: Names) {
    this.bound[NONE] = NONE
    this.bound[names.number('xml')] = uris.number(XML_URI)
  }

  /** The number of the namespace that a prefix is bound to, or UNBOUND. */
  uri(prefix: number): number {
    return this.bound[prefix] ?? UNBOUND
  }

  /** Where to go back to when the element that is entered now is left. */
  mark(): number {
    return this.undo.length
  }

  /** Binds a prefix until `backTo` takes it back. */
  bind(prefix: number, uri: number): void {
    this.undo.push(prefix, this.uri(prefix))
    this.bound[prefix] = uri
  }

  /** Takes back all that was bound since `mark`. */
  backTo(mark: number): void {
    while (this.undo.length > mark) {
      const uri = this.undo.pop() ?? UNBOUND
      const prefix = this.undo.pop() ?? NONE
      this.bound[prefix] = uri
    }
  }
}
