import { describe, expect, test } from 'vitest'
import { readAuthnRequest, writeAuthnRequest } from '../messages/authn-request.ts'
import { verifyLogoutRequest, writeLogoutRequest } from '../messages/logout-request.ts'
import { now } from '../testing/forge.ts'
import { keys } from '../testing/keys.ts'
import { logoutRequestTable, logoutResponseTable } from './logout-checks.ts'
import type { ProtocolExpectation } from './protocol-rows.ts'
import { authnRequestTable, judgeAuthnRequest } from './request-checks.ts'

const issuer = 'https://other.example.test/'
const destination = 'https://here.example.test/saml2'
const acs = 'https://sp.example.test/acs'
const expected: ProtocolExpectation = {
  now,
  clockSkew: 0,
  issuer,
  destination,
  replyUrls: [acs],
  inResponseTo: '_q',
}
const written = { id: '_r', issueInstant: now, destination, issuer, sign: keys.idp }
const trusted = [keys.idp.certificate, keys.short.certificate]
type Change = (xml: string) => string
const octets = (xml: string, change?: Change) => Buffer.from(change?.(xml) ?? xml, 'utf8')
const replace =
  (from: string | RegExp, to: string): Change =>
  (xml) =>
    xml.replace(from, to)

describe('an AuthnRequest', () => {
  test('keeps everything that an identity provider judges', () => {
    const full = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_f" Version="2.0" IssueInstant="2026-01-15T12:00:00Z" ForceAuthn="1" IsPassive="false" ProviderName="p" AssertionConsumerServiceIndex="3"><Issuer>
        ${issuer}
      </Issuer><Subject/><samlp:NameIDPolicy Format="urn:f" SPNameQualifier="q" AllowCreate="true"/><Conditions/><samlp:RequestedAuthnContext Comparison="minimum"><AuthnContextClassRef>urn:c</AuthnContextClassRef></samlp:RequestedAuthnContext><samlp:Scoping ProxyCount="1"><samlp:RequesterID>urn:r</samlp:RequesterID></samlp:Scoping></samlp:AuthnRequest>`
    expect(readAuthnRequest(octets(full))).toEqual({
      id: '_f',
      version: '2.0',
      issueInstant: '2026-01-15T12:00:00Z',
      issuer: { value: issuer },
      assertionConsumerServiceIndex: '3',
      forceAuthn: true,
      isPassive: false,
      providerName: 'p',
      nameIdPolicy: { format: 'urn:f', spNameQualifier: 'q', allowCreate: true },
      requestedAuthnContext: { comparison: 'minimum', classRefs: ['urn:c'], declRefs: [] },
      subjectPresent: true,
      scoping: { proxyCount: '1', idpListPresent: false, requesterIds: ['urn:r'] },
      signaturePresent: false,
    })
  })
})

test('an empty Destination is refused, an absent one not judged', () => {
  const judge = (change: Change) => {
    const xml = writeAuthnRequest({ ...written, assertionConsumerServiceUrl: acs })
    const checks = judgeAuthnRequest(readAuthnRequest(octets(xml, change)), undefined, expected)
    return checks.find((check) => check.code === 'destination')?.verdict
  }
  expect(judge(replace(/ Destination="[^"]*"/, ' Destination=""'))).toBe('refused')
  expect(judge(replace(/ Destination="[^"]*"/, ''))).toBe('not judged')
})

describe('a LogoutRequest', () => {
  test('must be signed, itself and not by something inside (samlify #634)', () => {
    const { sign: _, ...unsigned } = written
    const xml = writeLogoutRequest({ ...unsigned, nameId: { value: 'b.simon' } })
    expect(() => verifyLogoutRequest(octets(xml), trusted)).toThrow(
      expect.objectContaining({ code: 'signature-missing' }),
    )
  })
})

describe('a LogoutResponse', () => {
  test('the tables share their rows with that of the AuthnRequest', () => {
    for (const code of ['version', 'algorithm', 'time-form'] as const) {
      expect(logoutRequestTable[code]).toBe(authnRequestTable[code])
      expect(logoutResponseTable[code]).toBe(authnRequestTable[code])
    }
  })
})

test('a format of the NameID is asked for when it is given, and only then', () => {
  const request = { id: '_r', issueInstant: now, destination, issuer, assertionConsumerServiceUrl: acs }
  const policyOf = (of: object) =>
    readAuthnRequest(Buffer.from(writeAuthnRequest({ ...request, ...of }))).nameIdPolicy
  expect(policyOf({})).toBeUndefined()
  expect(policyOf({ nameIdFormat: 'urn:x' })).toEqual({ format: 'urn:x' })
})
