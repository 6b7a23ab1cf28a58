import { describe, expect, test } from 'vitest'
import { verifyResponse } from '../messages/response.ts'
import { expectation, forge, genuine, now } from '../testing/forge.ts'
import { keys } from '../testing/keys.ts'
import { refusedResponses } from '../testing/refused-responses.ts'
import { refusal } from './check.ts'
import { identityOf } from './identity.ts'
import { judgeResponse, type ResponseExpectation, responseTable } from './response-checks.ts'

const certificates = [keys.idp.certificate, keys.short.certificate]

const judge = (octets: Buffer, changed: Partial<ResponseExpectation> = {}) =>
  judgeResponse(verifyResponse(octets, certificates), { ...expectation, ...changed })

const verdicts = (octets: Buffer, changed?: Partial<ResponseExpectation>) =>
  Object.fromEntries(judge(octets, changed).map((check) => [check.code, check.verdict]))

test('the genuine response passes every row that it is judged by', () => {
  const checks = judge(genuine())
  expect(refusal(checks)).toBeUndefined()
  const skipped = checks.filter((check) => check.verdict === 'not judged').map((check) => check.code)
  expect(skipped).toEqual(['address', 'session-time', 'name-id-qualifier'])
})

test('every row of the table has a response that it refuses', () => {
  expect(Object.keys(refusedResponses).sort()).toEqual(Object.keys(responseTable).sort())
})

for (const [code, vectors] of Object.entries(refusedResponses)) {
  describe(code, () => {
    test.each(vectors)('refuses: $why', ({ octets, expected, notFirst }) => {
      const checks = judge(octets(), expected)
      expect(checks.find((check) => check.code === code)?.verdict).toBe('refused')
      if (notFirst !== true) expect(refusal(checks)?.code).toBe(code)
    })
  })
}

test('what is not given is not judged', () => {
  const checks = judgeResponse(verifyResponse(genuine(), certificates), {})
  const judged = checks.filter((check) => check.verdict !== 'not judged').map((check) => check.code)
  expect(judged).toEqual([
    'version',
    'status',
    'algorithm',
    'key-size',
    'issuer-format',
    'response-issuer',
    'confirmation',
    'unsolicited',
    'condition',
    'time-form',
    'life',
    'name-id',
    'name-id-characters',
    'account-attribute',
    'authn-statement',
  ])
  expect(refusal(checks)).toBeUndefined()
})

test('legacy choices allow what they name and nothing else', () => {
  const weak = genuine({ sign: { key: keys.idp, option: 'assertion', algorithm: 'rsa-sha1' } })
  expect(refusal(judge(weak, { legacy: ['life', 'cbc'] }))?.code).toBe('algorithm')
  expect(refusal(judge(weak, { legacy: ['sha1'] }))).toBeUndefined()
  const long = genuine({}, { notOnOrAfter: now + 48 * 3_600_000 })
  expect(refusal(judge(long, { legacy: ['sha1'] }))?.code).toBe('life')
  expect(refusal(judge(long, { legacy: ['life'] }))).toBeUndefined()
})

test('with the legacy choice life an assertion is honoured for 24 hours and not longer', () => {
  const long = genuine({}, { notOnOrAfter: now + 48 * 3_600_000 })
  const later = { legacy: ['life'], now: now + 24 * 3_600_000 } as const
  expect(refusal(judge(long, later))?.code).toBe('age')
  expect(identityOf(verifyResponse(long, certificates)).notOnOrAfter).toBe(now + 24 * 3_600_000)
})

test('the skew widens both ends, up to five minutes', () => {
  const early = genuine({}, { notBefore: now + 299_000 })
  expect(verdicts(early, { clockSkew: 300 }).time).toBe('passed')
  expect(verdicts(early, { clockSkew: 9_999 }).time).toBe('passed')
  expect(verdicts(genuine({}, { notBefore: now + 301_000 }), { clockSkew: 9_999 }).time).toBe('refused')
  const late = genuine({}, { notOnOrAfter: now - 179_000, confirmationNotOnOrAfter: now + 1 })
  expect(verdicts(late, { clockSkew: 180 }).time).toBe('passed')
  expect(verdicts(late, { clockSkew: 179 }).time).toBe('refused')
})

test('an unsolicited response passes where it is allowed', () => {
  const unsolicited = forge({
    response: (xml) => xml.replaceAll(/ InResponseTo="[^"]*"/g, ''),
    sign: 'response',
  })
  expect(refusal(judge(unsolicited, { inResponseTo: null, unsolicited: true }))).toBeUndefined()
})

test('of several confirmations the one that fits counts', () => {
  const confirmation = /<SubjectConfirmation .*<\/SubjectConfirmation>/
  const two = forge({
    assertion: (xml) =>
      xml.replace(confirmation, (one) => one.replace('sp.example.test', 'other.example.test') + one),
  })
  expect(refusal(judge(two))).toBeUndefined()
})

test('is remembered for as long as any of its confirmations lasts', () => {
  const confirmation = /<SubjectConfirmation .*<\/SubjectConfirmation>/
  const two = forge({
    assertion: (xml) =>
      xml.replace(
        confirmation,
        (one) => one.replace(/NotOnOrAfter="[^"]*"/, 'NotOnOrAfter="2026-01-15T12:01:00Z"') + one,
      ),
  })
  expect(refusal(judge(two, { now: now + 10 * 60_000 }))).toBeUndefined()
  expect(identityOf(verifyResponse(two, certificates)).notOnOrAfter).toBe(now + 60 * 60_000)
})

test('an end that is no time does not make it be forgotten', () => {
  const timeless = forge({
    assertion: (xml) => xml.replace(/(<Conditions [^>]*NotOnOrAfter=")[^"]*/, '$1tomorrow'),
  })
  const checks = judge(timeless)
  expect(checks.filter((check) => check.verdict === 'refused').map((check) => check.code)).toEqual([
    'time-form',
    'time',
  ])
  expect(identityOf(verifyResponse(timeless, certificates)).notOnOrAfter).toBe(now + 60 * 60_000)
})

test('a life without a beginning cannot be told', () => {
  const timeless = forge({
    assertion: (xml) => xml.replace(/(<Assertion [^>]*IssueInstant=")[^"]*/, '$1today'),
  })
  expect(verdicts(timeless)).toMatchObject({ 'time-form': 'refused', life: 'not judged' })
})

test('attributes of one name are one list, whatever the name', () => {
  const attributes = [
    { name: 'role', values: ['a'] },
    { name: '__proto__', values: ['x'] },
    { name: 'role', values: ['b'] },
    { name: 'empty', values: [] },
  ]
  const identity = identityOf(verifyResponse(genuine({}, { attributes }), certificates))
  expect([...identity.attributes]).toEqual([
    ['role', ['a', 'b']],
    ['__proto__', ['x']],
  ])
  expect(identity).toMatchObject({ nameId: 'b.simon@contoso.example', issuer: 'https://idp.example.test/' })
})
