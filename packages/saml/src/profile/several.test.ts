import { describe, expect, test } from 'vitest'
import { readLogoutResponse, writeLogoutResponse } from '../messages/logout-response.ts'
import { readMetadata } from '../messages/metadata.ts'
import { verifyResponse } from '../messages/response.ts'
import { expectation, type Forgery, forge, genuine, now, signXml } from '../testing/forge.ts'
import { keys } from '../testing/keys.ts'
import { identityOf } from './identity.ts'
import { logoutResponseChecks } from './logout-checks.ts'
import { judgeMetadata } from './metadata-checks.ts'
import { judgeResponse, type ResponseExpectation } from './response-checks.ts'

const certificates = [keys.idp.certificate, keys.short.certificate]
const { assertionConsumerServiceUrl: _, ...anywhere } = expectation
const { inResponseTo: __, ...toAnything } = expectation

const verdicts = (octets: Buffer, expected: ResponseExpectation = expectation) =>
  Object.fromEntries(
    judgeResponse(verifyResponse(octets, certificates), expected).map((check) => [check.code, check.verdict]),
  )
const received = (octets: Buffer, code: string) =>
  judgeResponse(verifyResponse(octets, certificates), expectation).find((check) => check.code === code)
    ?.received
const changed = (from: string | RegExp, to: string, of: Forgery = {}) =>
  forge({ ...of, assertion: (xml) => xml.replace(from, to) })

const acs = 'https://sp.example.test/acs'
const confirmation = (recipient: string, end: number, inResponseTo?: string) =>
  `<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData ${
    inResponseTo === undefined ? '' : `InResponseTo="${inResponseTo}" `
  }NotOnOrAfter="${new Date(end).toISOString()}" Recipient="${recipient}"/></SubjectConfirmation>`
const confirmed = (...all: readonly string[]) =>
  changed(/<SubjectConfirmation .*<\/SubjectConfirmation>/, all.join(''), { sign: 'response' })
const ours = expectation.inResponseTo ?? ''
const elsewhere = confirmation('https://other.example.test/acs', now + 1, ours)

describe('of several confirmations the one counts', () => {
  test('that is not over, whoever receives it', () => {
    const octets = confirmed(confirmation(acs, now, ours), confirmation(acs, now + 1, ours))
    expect(verdicts(octets, anywhere)['confirmation-time']).toBe('passed')
  })
  test('that answers our request', () => {
    const octets = confirmed(confirmation(acs, now + 1, '_other'), confirmation(acs, now + 1, ours))
    expect(verdicts(octets)['in-response-to']).toBe('passed')
  })
  test('that answers no request by itself', () => {
    expect(verdicts(confirmed(elsewhere, confirmation(acs, now + 1))).recipient).toBe('passed')
  })
  test('that is for us, when no request is asked about', () => {
    expect(verdicts(confirmed(elsewhere, confirmation(acs, now + 1, '_x')), toAnything).recipient).toBe(
      'passed',
    )
  })
  test('for as long as the last of them the assertion is remembered', () => {
    const unbounded = forge({
      assertion: (xml) =>
        xml
          .replace(/(<Conditions)[^>]*/, '$1')
          .replace(/<SubjectConfirmation .*<\/SubjectConfirmation>/, (one) =>
            [one.replace(/NotOnOrAfter="[^"]*"/, 'NotOnOrAfter="2026-01-15T12:01:00Z"'), one].join(''),
          ),
    })
    expect(identityOf(verifyResponse(unbounded, certificates)).notOnOrAfter).toBe(now + 60 * 60_000)
  })
})

describe('of several signatures the weakest counts', () => {
  const twice = (key: typeof keys.idp, algorithm: 'rsa-sha1' | 'rsa-sha256') =>
    forge({ after: (xml) => signXml(xml, key, algorithm) })

  test('an algorithm', () => {
    expect(verdicts(twice(keys.idp, 'rsa-sha256')).algorithm).toBe('passed')
    expect(verdicts(twice(keys.idp, 'rsa-sha1')).algorithm).toBe('refused')
  })
  test('a key', () => {
    expect(verdicts(twice(keys.short, 'rsa-sha256'))['key-size']).toBe('refused')
  })
})

test('of several statements each must still hold', () => {
  const statement = (end: number) =>
    `<AuthnStatement AuthnInstant="2026-01-15T11:59:00Z" SessionNotOnOrAfter="${new Date(end).toISOString()}"><AuthnContext><AuthnContextClassRef>urn:x</AuthnContextClassRef></AuthnContext></AuthnStatement>`
  const two = (...ends: readonly number[]) =>
    changed(/<AuthnStatement.*<\/AuthnStatement>/, ends.map(statement).join(''))
  expect(verdicts(two(now + 1, now + 2))['session-time']).toBe('passed')
  expect(verdicts(two(now + 1, now))['session-time']).toBe('refused')
})

describe('of the qualifiers of a NameID', () => {
  const qualified = (attributes: string) => changed('<NameID', `<NameID ${attributes}`)
  test('each must be the one expected', () => {
    const one = `NameQualifier="${expectation.issuer}" SPNameQualifier="urn:other"`
    expect(verdicts(qualified(one))['name-id-qualifier']).toBe('refused')
  })
  test('one that nothing is expected of is not judged', () => {
    const { issuer: _, ...anybody } = expectation
    expect(verdicts(qualified('NameQualifier="urn:other"'), anybody)['name-id-qualifier']).toBe('not judged')
  })
})

test('a usual attribute may have several values, unless it is said to name the account', () => {
  const octets = genuine({}, { attributes: [{ name: 'mail', values: ['a@x', 'b@x'] }] })
  expect(verdicts(octets)['account-attribute']).toBe('passed')
  expect(verdicts(octets, { ...expectation, accountAttributes: ['mail'] })['account-attribute']).toBe(
    'refused',
  )
})

test('what a status says beside its code is shown', () => {
  const said = (message: string) =>
    forge({
      sign: 'response',
      response: (xml) => xml.replace('</samlp:Status>', `${message}</samlp:Status>`),
    })
  expect(received(said('<samlp:StatusMessage>AADSTS50105</samlp:StatusMessage>'), 'status')).toMatch(
    /Success, AADSTS50105$/,
  )
  expect(received(said(''), 'status')).toMatch(/Success$/)
})

test('what the answer to a logout says beside its code is shown', () => {
  const said = (message?: string) => {
    const xml = writeLogoutResponse({
      id: '_r',
      issueInstant: now,
      issuer: 'urn:x',
      ...(message === undefined ? {} : { message }),
    })
    const checks = logoutResponseChecks(readLogoutResponse(Buffer.from(xml)), undefined, { now })
    return checks.find((check) => check.code === 'status')?.received
  }
  expect([said(), said('partly')]).toEqual([
    'urn:oasis:names:tc:SAML:2.0:status:Success',
    'urn:oasis:names:tc:SAML:2.0:status:Success, partly',
  ])
})

test('of several entities each must still be good, and a role of another protocol is none', () => {
  const entity = (id: string, end: string, protocol = 'urn:oasis:names:tc:SAML:2.0:protocol') =>
    `<EntityDescriptor entityID="${id}" validUntil="${end}"><SPSSODescriptor protocolSupportEnumeration="${protocol}"><AssertionConsumerService Binding="urn:x" Location="https://x/" index="x"/></SPSSODescriptor></EntityDescriptor>`
  const read = (...entities: readonly string[]) =>
    readMetadata(
      Buffer.from(
        `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${entities.join('')}</EntitiesDescriptor>`,
      ),
    )
  const good = entity('urn:a', '2027-01-01T00:00:00Z')
  const over = entity('urn:b', '2026-01-01T00:00:00Z', 'urn:oasis:names:tc:SAML:1.1:protocol')
  const verdict = (...all: readonly string[]) =>
    judgeMetadata(read(...all), { now }).find((check) => check.code === 'metadata-valid-until')?.verdict
  expect(verdict(good)).toBe('passed')
  expect(verdict(good, over)).toBe('refused')
  const [first, second] = read(good, over).entities
  // An index that is none is none, and does not break what an administrator reads.
  expect(first?.serviceProvider?.assertionConsumerServices).toEqual([
    { binding: 'urn:x', location: 'https://x/' },
  ])
  expect(second?.serviceProvider).toBeUndefined()
})
