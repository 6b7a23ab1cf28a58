/*
 * The query of HTTP-Redirect, taken apart without being decoded: the signature covers escapes as they were
 * sent, and Entra and ADFS write them in lower case, so that decoding and encoding again breaks every
 * signature of theirs. URLSearchParams is refused for that reason, and because it hides that a parameter
 * came twice.
 */

import { bindingProblem } from './problems.ts'

/** The parameters of HTTP-Redirect; whatever else the query holds is not ours and not signed. */
export const parameters = [
  'SAMLRequest',
  'SAMLResponse',
  'RelayState',
  'SigAlg',
  'Signature',
  'SAMLEncoding',
] as const
/** The name of one of them. */
export type Parameter = (typeof parameters)[number]

const known: ReadonlySet<string> = new Set(parameters)

/**
 * The raw values, escapes as received, by name. Each at most once (BIND-3), and no name spelt with escapes: what one
 * library decodes to `SAMLRequest` and another does not is two requests in one (CVE-2025-31335).
 */
export function rawParameters(query: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=')
    const rawName = equals < 0 ? pair : pair.slice(0, equals)
    const name = rawName.includes('%') || rawName.includes('+') ? formDecode(rawName) : rawName
    if (!known.has(name)) continue
    if (found.has(name) || name !== rawName) throw bindingProblem('redirect-parameter', { parameter: name })
    found.set(name, equals < 0 ? '' : pair.slice(equals + 1))
  }
  return found
}

/** Form decoding: `+` is a blank. Throws Problem `redirect-escape`. */
export function formDecode(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '))
  } catch (cause) {
    throw bindingProblem('redirect-escape', {}, { cause })
  }
}
