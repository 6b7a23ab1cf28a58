import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inspect } from './inspect/inspect.ts'
import { type Metadata, readMetadata } from './messages/metadata.ts'
import { readUnverifiedResponse, verifyResponse } from './messages/response.ts'
import { writeResponse } from './messages/response-writer.ts'
import { Problem } from './problem.ts'
import { identityOf } from './profile/identity.ts'
import { fingerprint, readCertificate } from './signature/certificate.ts'
import { overFolder, samples } from './testing/corpora.ts'
import { keys } from './testing/keys.ts'

const file = (path: string) => readFileSync(new URL(path, samples))

const window = {
  issuer: 'https://sts.windows.net/b0a63ade-3ec7-4d8b-991f-87eb4336274a/',
  entityId: 'https://loopback.ja-sore.de:3443/',
  acs: 'https://loopback.ja-sore.de:3443/auth/page/saml2/login',
  now: Date.parse('2023-05-09T15:46:00Z'),
}

overFolder('what Entra wrote', samples, () => {
  const response = () => file('responses/azuread-signed-assertion-wai-saml2.xml')
  const certificate = () => readCertificate(file('responses/azuread-wai-saml2.crt'))

  test('its certificate', () => {
    const read = certificate()
    expect(fingerprint(read, 'sha1', 'plain')).toBe('DF43CD6D23876AC25875B8A7F136FECEB9BA1AC2')
    expect(read).toMatchObject({
      subject: 'CN=Microsoft Azure Federated SSO Certificate',
      keyType: 'RSA',
      keyBits: 2048,
    })
    expect(new Date(read.notAfter).toISOString()).toBe('2025-10-24T04:37:32.000Z')
  })

  test('its response is accepted inside its window and names the user', () => {
    const found = inspect(response(), { ...window, certificates: [certificate()] })
    expect(found).toMatchObject({ verdict: 'accepted', code: null, kind: 'Response' })
    expect(found.identity?.nameId).toBe('fumieval@herpdev.onmicrosoft.com')
    const claim = 'http://schemas.microsoft.com/identity/claims/displayname'
    expect(found.identity?.attributes[claim]).toEqual(['fumieval'])
  })

  test.each([
    ['NameID', 'fumieval@', 'gumieval@', 'signature-digest'],
    ['SignatureValue', 'EIg22v', 'EIg22w', 'signature-value'],
    ['DigestValue', 'SkxHyl', 'SkxHym', 'signature-value'],
  ])('one changed octet in %s is a signature code', (_, from, to, code) => {
    const changed = Buffer.from(response().toString('utf8').replace(from, to), 'utf8')
    expect(inspect(changed, { ...window, certificates: [certificate()] })).toMatchObject({
      verdict: 'refused',
      code,
    })
  })

  test('we write its response octet for octet, to the digest', () => {
    const { value } = verifyResponse(response(), [certificate()])
    const { assertion } = value
    const [confirmation] = assertion.confirmations
    const at = (text: string | undefined) => Date.parse(text ?? '')
    const written = writeResponse({
      id: value.id,
      issueInstant: at(value.issueInstant),
      destination: value.destination ?? '',
      inResponseTo: value.inResponseTo ?? '',
      issuer: assertion.issuer.value,
      sign: { key: keys.idp, option: 'assertion' },
      assertion: {
        id: assertion.id,
        issueInstant: at(assertion.issueInstant),
        nameId: { value: assertion.nameId?.value ?? '' },
        audience: window.entityId,
        recipient: confirmation?.recipient ?? '',
        notBefore: at(assertion.conditions?.notBefore),
        notOnOrAfter: at(assertion.conditions?.notOnOrAfter),
        authnInstant: at(assertion.authnStatements[0]?.authnInstant),
        attributes: assertion.attributes,
      },
    })
    const keyless = (xml: string) => xml.trim().replace(/(<(?:SignatureValue|X509Certificate)>)[^<]*/g, '$1')
    expect(keyless(written)).toBe(keyless(response().toString('utf8')))
    expect(identityOf(verifyResponse(Buffer.from(written), [keys.idp.certificate])).nameId).toBe(
      assertion.nameId?.value,
    )
  })

  test('its error is told with both status codes and the message', () => {
    const octets = file('responses/docs-error-requestunsupported.xml')
    const { unverified } = readUnverifiedResponse(octets)
    expect(unverified.inResponseTo).toBe('iddce91f96e56747b5ace6d2e2aa9d4f8c')
    const refused = () => verifyResponse(octets, [keys.idp.certificate])
    expect(refused).toThrow(Problem)
    expect(refused).toThrow(expect.objectContaining({ code: 'response-status' }))
    expect(refused).toThrow(
      expect.objectContaining({
        facts: {
          codes: ['Requester', 'RequestUnsupported'].map(
            (code) => `urn:oasis:names:tc:SAML:2.0:status:${code}`,
          ),
          message: expect.stringContaining('AADSTS75006'),
        },
      }),
    )
  })
})

overFolder('metadata that Entra publishes', samples, () => {
  const read = (name: string): Metadata => readMetadata(file(`metadata/${name}`))

  test('of an application: endpoints, certificate, signed by itself', () => {
    const { entities, signature } = read('entra-app-2023-logto.xml')
    const [entity] = entities
    expect(entity?.entityId).toBe('https://sts.windows.net/ac016212-4f8d-46c6-892c-57c90a255a02/')
    expect(entity?.identityProvider?.singleSignOn.map((one) => one.binding.split(':').at(-1))).toEqual([
      'HTTP-Redirect',
      'HTTP-POST',
    ])
    const prints = entity?.identityProvider?.certificates.map((one) => fingerprint(one, 'sha1', 'plain'))
    expect(prints).toEqual(['9A5A219977C5DBE4CD475EC61B168A1EC3230C08'])
    expect(signature.state).toBe('self-signed')
  })

  test('of all tenants: three keys, an entity ID with braces', () => {
    const { entities } = read('aad-common-2017-identitymodel.xml')
    expect(entities[0]?.entityId).toBe('https://sts.windows.net/{tenantid}/')
    expect(entities[0]?.identityProvider?.certificates).toHaveLength(3)
  })

  test('changed by one octet is broken, and said to be', () => {
    const octets = file('metadata/entra-app-2023-logto.xml').toString('utf8').replace('/saml2"', '/saml3"')
    expect(readMetadata(Buffer.from(octets)).signature).toMatchObject({
      state: 'broken',
      code: 'signature-digest',
    })
  })
})
