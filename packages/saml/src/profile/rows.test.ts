import { expect, test } from 'vitest'
import { verifyResponse } from '../messages/response.ts'
import type { SignatureFacts } from '../signature/verified.ts'
import { expectation, genuine } from '../testing/forge.ts'
import { keys } from '../testing/keys.ts'
import { accountAttribute } from './person-rows.ts'
import { algorithm } from './signature-rows.ts'
import { subjectOf } from './subject.ts'

const facts: SignatureFacts = {
  covers: 'Assertion',
  algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  keyType: 'RSA',
  keyBits: 2048,
  certificateSha256: '',
}

test.each([
  [facts, 'passed', 'rsa-sha256, sha256'],
  [{ ...facts, algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' }, 'refused', 'rsa-sha1, sha256'],
  [{ ...facts, digestAlgorithm: 'http://www.w3.org/2000/09/xmldsig#sha1' }, 'refused', 'rsa-sha256, sha1'],
])('the weaker of the algorithms of a signature decides: %#', (signature, verdict, received) => {
  const found = algorithm.judge({ signatures: [facts, signature], expected: {} })
  expect(found).toMatchObject({ verdict, received: `rsa-sha256, sha256, ${received}` })
})

test('an attribute that is given three times is named once', () => {
  const { value: response, signatures } = verifyResponse(genuine(), [keys.idp.certificate])
  const attributes = ['mail', 'mail', 'mail', 'uid', 'uid'].map((name) => ({ name, values: ['x'] }))
  const assertion = { ...response.assertion, attributes }
  const found = accountAttribute.judge(subjectOf({ ...response, assertion }, signatures, expectation))
  expect([found.verdict, found.received]).toEqual(['refused', 'mail, uid'])
})
