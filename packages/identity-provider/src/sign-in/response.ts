import { type AttributeToWrite, authnContexts, writeResponse } from '@postern/saml'
import type { Protection } from '../certificates/protection.ts'
import { type ClaimsConfiguration, methodsClaim } from '../claims/configuration.ts'
import { claimsOf, nameIdOf } from '../claims/evaluate.ts'
import type { Subject } from '../claims/subject.ts'
import { guid } from '../guid.ts'
import type { SignedIn } from '../sessions/sessions.ts'

const minute = 60_000

export interface Answer {
  readonly person: SignedIn
  readonly claims: ClaimsConfiguration
  readonly subject: Subject
  readonly audience: string
  readonly replyUrl: string
  /** Absent: IdP-initiated. */
  readonly inResponseTo?: string | undefined
  readonly nameIdFormat?: string | undefined
  readonly classRef: string
  readonly tenant: { readonly id: string; readonly entityId: string }
  readonly protection: Protection
}

/** What was said, and what the application knows the session by. */
export interface Said {
  readonly xml: string
  readonly nameId: string
  readonly sessionIndex: string
}

/** The Response about a person, as Entra writes it (entra.md 1.5 to 1.7). */
export function responseAbout(of: Answer, world: { now: number; random: (octets: number) => Buffer }): Said {
  const { now, random } = world
  const assertionId = `_${guid(random)}`
  const nameId = nameIdOf(of.claims, of.subject, { asked: of.nameIdFormat, random })
  const xml = writeResponse({
    id: `_${guid(random)}`,
    issueInstant: now,
    destination: of.replyUrl,
    ...(of.inResponseTo === undefined ? {} : { inResponseTo: of.inResponseTo }),
    issuer: of.tenant.entityId,
    assertion: {
      id: assertionId,
      issueInstant: now,
      nameId,
      audience: of.audience,
      recipient: of.replyUrl,
      notBefore: now - 5 * minute,
      notOnOrAfter: now + 60 * minute,
      authnInstant: of.person.authenticatedAt,
      authnContextClassRef: of.classRef,
      sessionIndex: assertionId,
      attributes: withMethods(claimsOf(of.claims, of.subject, of), of.person.multiFactor),
    },
    ...of.protection,
  })
  return { xml, nameId: nameId.value, sessionIndex: assertionId }
}

/** An identifier that is no URI is named as Entra names it (entra.md 1.7). */
export const audienceOf = (identifier: string): string =>
  /^[a-z][a-z0-9+.-]*:/i.test(identifier) ? identifier : `spn:${identifier}`

/** Classes that a password satisfies, under the spellings that are asked for. */
const unspecifiedClasses: ReadonlySet<string> = new Set([
  authnContexts.unspecified,
  'urn:oasis:names:tc:SAML:2.0:ac:classes:Unspecified',
])
const passwordClasses: ReadonlySet<string> = new Set([
  authnContexts.password,
  authnContexts.passwordProtectedTransport,
  ...unspecifiedClasses,
])

/**
 * The class to state; undefined where none that was asked for is true. Entra refuses Password to whoever gave a code besides
 * earlier on, and takes it from a sign-in that was made for this request (entra.md 1.2).
 */
export function classRefFor(
  asked: readonly string[],
  how: { readonly multiFactor: boolean; readonly fresh: boolean } = { multiFactor: false, fresh: true },
): string | undefined {
  if (asked.length === 0) return authnContexts.password
  const classes = how.multiFactor && !how.fresh ? unspecifiedClasses : passwordClasses
  const fits = asked.filter((classRef) => classes.has(classRef))
  if (fits.length === 0) return undefined
  const stated = fits.find((classRef) => classRef === authnContexts.passwordProtectedTransport)
  return stated ?? authnContexts.password
}

const multipleAuthn = 'http://schemas.microsoft.com/claims/multipleauthn'

/** After a second factor the claim about the methods says so too (entra.md 1.7). */
const withMethods = (attributes: readonly AttributeToWrite[], multiFactor: boolean) =>
  attributes.map((attribute) =>
    multiFactor && attribute.name === methodsClaim
      ? { ...attribute, values: [...attribute.values, multipleAuthn] }
      : attribute,
  )
