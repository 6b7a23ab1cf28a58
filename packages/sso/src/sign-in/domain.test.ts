import type { Identity } from '@postern/saml'
import { expect, test } from 'vitest'
import { claimNames } from '../account-rules/person.ts'
import { judgeDomain } from './domain.ts'

const connection = { name: 'Contoso', knownDomains: ['contoso.example'], anyDomain: false }
const identity = (nameId: string, claims: Record<string, string> = {}, nameIdFormat?: string): Identity => ({
  issuer: 'https://sts.windows.net/1/',
  nameId,
  ...(nameIdFormat ? { nameIdFormat } : {}),
  attributes: new Map(Object.entries(claims).map(([name, value]) => [name, [value]])),
  assertionId: '_1',
  notOnOrAfter: 1,
})
const verdict = (of: Identity) => judgeDomain(of, connection).check.verdict
const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'

test('the domain of the user name is known, whatever its case', () => {
  expect(verdict(identity('B.Simon@CONTOSO.example'))).toBe('passed')
})

test.each(['a@fabrikam.example', 'a@sub.contoso.example', 'a@contoso.example.evil.example', 'B.Simon'])(
  '%s is refused',
  (nameId) => {
    expect(verdict(identity(nameId))).toBe('refused')
  },
)

test('where the user name has no domain, the user principal name counts', () => {
  expect(verdict(identity('bsimon', { [claimNames.name]: 'b@contoso.example' }))).toBe('passed')
})

test('an opaque NameID with a known domain does not cover a user name of another', () => {
  const forged = identity('x@contoso.example', { [claimNames.name]: 'owner@fabrikam.example' }, persistent)
  expect(verdict(forged)).toBe('refused')
})

test('a known address does not cover a user name of another domain', () => {
  const forged = identity('owner@fabrikam.example', { [claimNames.emailAddress]: 'x@contoso.example' })
  expect(verdict(forged)).toBe('refused')
})
