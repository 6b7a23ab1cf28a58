import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import {
  type Claim,
  type ClaimsConfiguration,
  type NameIdFormatName,
  nameIdFormatNames,
  type Rule,
  restricted,
  wireName,
} from './configuration.ts'
import { nameIdKey } from './paths.ts'
import { kinds, nameIdKinds } from './transformations.ts'
import { asTyped, faultOfText, readSource, type TypedSource, typedSource } from './typed-source.ts'

const mostClaims = 100

/** A claim, or the NameID, as typed. */
export interface TypedClaim {
  readonly name: string
  readonly namespace: string
  readonly format: string
  readonly source: TypedSource
}

export const typedClaim = (form: Form): TypedClaim => ({
  name: form.text('name'),
  namespace: form.text('namespace'),
  format: form.text('format'),
  source: typedSource(form),
})

export const emptyClaim: TypedClaim = {
  name: '',
  namespace: '',
  format: '',
  source: asTyped({ from: 'user.userprincipalname', transformations: [] }),
}

/** The transformations that there are for a claim. */
export const allowedFor = (key: string | undefined): readonly string[] =>
  key === nameIdKey ? nameIdKinds : kinds.map(({ name }) => name)

/** The rule under a key, as it stands in the form; undefined where there is none. */
export function claimAsTyped(of: ClaimsConfiguration, key: string): TypedClaim | undefined {
  if (key === nameIdKey) return { ...emptyClaim, format: of.nameId.format, source: asTyped(of.nameId.source) }
  const claim = of.claims.find((one) => wireName(one) === key)
  return claim && { ...claim, format: '', source: asTyped(claim.source) }
}

/** The rule under a key. */
export const ruleOf = (of: ClaimsConfiguration, key: string): Rule | undefined =>
  key === nameIdKey ? of.nameId : of.claims.find((one) => wireName(one) === key)

/** The configuration with the rule under `key` changed by `how`. */
export function changeRule(
  of: ClaimsConfiguration,
  key: string,
  how: (rule: Rule) => Rule,
): ClaimsConfiguration {
  if (key === nameIdKey) return { ...of, nameId: { ...of.nameId, ...how(of.nameId) } }
  return {
    ...of,
    claims: of.claims.map((claim) => (wireName(claim) === key ? { ...claim, ...how(claim) } : claim)),
  }
}

/** Reads the form of a claim; `key` is the one that is changed, undefined where it is new. */
export function readClaim(
  typed: TypedClaim,
  key: string | undefined,
  before: ClaimsConfiguration,
): { readonly errors: readonly FieldError[]; readonly after: ClaimsConfiguration } {
  const { errors, source } = readSource(typed.source, allowedFor(key))
  if (key === nameIdKey) {
    const format = nameIdFormatNames.find(({ name }) => name === typed.format)?.name
    const fault = { id: 'format', message: 'Choose name identifier format: choose one of the list.' }
    return {
      errors: format ? errors : [fault, ...errors],
      after: withNameId(before, format ?? 'default', source),
    }
  }
  const name = typed.name.trim()
  const namespace = typed.namespace.trim()
  const others = before.claims.filter((claim) => wireName(claim) !== key)
  const own: FieldError[] = []
  const fault = faultOfText('Name', name) ?? faultOfWire(wireName({ name, namespace }), others)
  if (fault !== undefined) own.push({ id: 'name', message: fault })
  const odd = namespace === '' ? undefined : faultOfText('Namespace', namespace)
  if (odd !== undefined) own.push({ id: 'namespace', message: odd })
  const changed = before.claims.find((claim) => wireName(claim) === key)
  const claim: Claim = { name, namespace, source, conditions: changed?.conditions ?? [] }
  const claims = changed
    ? before.claims.map((one) => (one === changed ? claim : one))
    : [...before.claims, claim]
  return { errors: [...own, ...errors], after: { ...before, claims } }
}

const withNameId = (
  of: ClaimsConfiguration,
  format: NameIdFormatName,
  source: Rule['source'],
): ClaimsConfiguration => ({ ...of, nameId: { ...of.nameId, format, source } })

function faultOfWire(wire: string, others: readonly Claim[]): string | undefined {
  if (restricted.has(wire)) return 'Name: this claim is always written as it is. Choose another name.'
  if (others.some((claim) => wireName(claim) === wire))
    return 'Name: another claim has this name and namespace. Change that one, or choose another name.'
  return others.length >= mostClaims
    ? `Name: there are ${mostClaims} claims already. Delete one that no application reads.`
    : undefined
}
