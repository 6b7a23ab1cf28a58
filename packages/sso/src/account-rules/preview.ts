import { inspect, Problem } from '@postern/saml'
import { believedCertificates, type Connection } from '../connections/connection.ts'
import { sentGroups } from './groups.ts'
import { type Claims, type Person, personOf } from './person.ts'
import type { AccountRules, Transform } from './rules.ts'
import { transformed } from './user-name.ts'

/** What the rules make of an answer. */
export interface Preview {
  readonly claims: Claims
  readonly groups: readonly string[]
  /** A Problem: why the person would be refused. */
  readonly person: Person | Problem
}

export function previewOf(claims: Claims, rules: AccountRules): Preview {
  const sent = sentGroups(claims, rules)
  return { claims, groups: sent.said === 'groups' ? sent.groups : [], person: personOrProblem(claims, rules) }
}

function personOrProblem(claims: Claims, rules: AccountRules): Person | Problem {
  try {
    return personOf(claims, rules)
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown
    throw thrown
  }
}

/**
 * The claims of a response that somebody pasted. It must be signed by this identity provider, so that nobody tries settings on
 * what somebody made up; when it was made does not matter here. A text: why it cannot be used.
 */
export function pastedClaims(text: string, connection: Connection): Claims | string {
  const inspection = inspect(Buffer.from(text), {
    certificates: believedCertificates(connection),
    issuer: connection.identityProvider?.entityId ?? '',
  })
  const { identity } = inspection
  if (identity)
    return {
      nameId: identity.nameId,
      nameIdFormat: identity.nameIdFormat ?? undefined,
      attributes: new Map(Object.entries(identity.attributes)),
    }
  if (inspection.kind !== 'Response')
    return 'This is no SAML response. Paste the XML, or the value of SAMLResponse.'
  return `This response is not one that ${connection.name} signed for this service (${inspection.code ?? 'refused'}). Paste one that it sent.`
}

const mostNames = 20

export interface Tried {
  readonly name: string
  readonly made: string
}

/** What becomes of user names that were typed, each on a line. */
export function tryNames(names: string, transform: Transform): readonly Tried[] {
  return names
    .split('\n')
    .map((line) => line.trim().slice(0, 255))
    .filter(Boolean)
    .slice(0, mostNames)
    .map((name) => ({ name, made: transformed(name, transform) }))
}
