import {
  identityOf,
  judgeAuthnRequest,
  judgeLogoutRequest,
  judgeLogoutResponse,
  judgeResponse,
  readAuthnRequest,
  readDecryptionKey,
  readLogoutRequest,
  readLogoutResponse,
  readPost,
  readRedirect,
  redirectUrl,
  refusal,
  verifyRedirect,
  verifyResponse,
  writeAuthnRequest,
  writeLogoutRequest,
  writeLogoutResponse,
  writeResponse,
} from '@postern/saml'
import { describe, expect, test } from 'vitest'
import { keys, pem } from '../../packages/saml/src/testing/keys.ts'
import { idp, lasso, missingLasso, sp } from './lasso.ts'

const nameId = 'b.simon@contoso.example'
const minute = 60_000
const now = Date.now()
const instant = (at: number) => new Date(at).toISOString().replace(/\.\d+Z/, 'Z')
const queryOf = (url: string | undefined) => new URL(url ?? '').search.slice(1)
/** The query with one bit of its signature turned. */
const broken = (query: string) =>
  query.replace(/(Signature=)(.)/, (_, name, one) => name + (one === 'A' ? 'B' : 'A'))

const requestId = '_4fee3b046395c4e751011e97f8900b52'
const request = () =>
  redirectUrl({
    location: idp.location,
    samlRequest: writeAuthnRequest({
      id: requestId,
      issueInstant: now,
      destination: idp.location,
      assertionConsumerServiceUrl: sp.replyUrl,
      issuer: sp.entityId,
    }),
    relayState: 'a b&c',
    sign: keys.sp,
  })

const response = (encrypt = false) =>
  Buffer.from(
    writeResponse({
      id: '_b8e2e4f1-0000-4000-8000-000000000002',
      issueInstant: now,
      destination: sp.replyUrl,
      issuer: idp.entityId,
      sign: { key: keys.idp, option: 'assertion' },
      assertion: {
        id: '_a7d1d3f0-0000-4000-8000-000000000001',
        issueInstant: now,
        nameId: { value: nameId },
        audience: sp.entityId,
        recipient: sp.replyUrl,
        notBefore: now - 5 * minute,
        notOnOrAfter: now + 60 * minute,
        authnInstant: now,
        attributes: [],
      },
      ...(encrypt ? { encrypt: { certificate: keys.sp.certificate } } : {}),
    }),
  ).toString('base64')

const name = `lasso${missingLasso ? `: ${missingLasso}` : ''}`

describe.skipIf(missingLasso)(`${name} and requests`, () => {
  test('we verify its signed AuthnRequest', async () => {
    const { url } = await lasso('ask', 'service provider', { to: idp.entityId })
    const message = readRedirect(queryOf(url))
    const verified = verifyRedirect(message, [keys.sp.certificate], readAuthnRequest)
    const checks = judgeAuthnRequest(verified.value, verified.signatures, {
      now: Date.now(),
      issuer: sp.entityId,
      destination: idp.location,
    })
    expect(refusal(checks)).toBeUndefined()
    expect(() =>
      verifyRedirect(readRedirect(broken(queryOf(url))), [keys.sp.certificate], readAuthnRequest),
    ).toThrow()
  })

  const times = {
    now: instant(now),
    notBefore: instant(now - minute),
    notOnOrAfter: instant(now + 5 * minute),
  }
  const asked = { from: sp.entityId, nameId, ...times }

  test('it verifies our signed AuthnRequest, and we its answer', async () => {
    const { message } = await lasso('answer', 'identity provider', { ...asked, query: queryOf(request()) })
    const verified = verifyResponse(readPost(message ?? ''), [keys.idp.certificate])
    expect(identityOf(verified).nameId).toBe(nameId)
    const checks = judgeResponse(verified, {
      now: Date.now(),
      issuer: idp.entityId,
      entityId: sp.entityId,
      assertionConsumerServiceUrl: sp.replyUrl,
      inResponseTo: requestId,
    })
    expect(refusal(checks)).toBeUndefined()
  })

  test('it refuses ours when its signature was changed', async () => {
    const query = broken(queryOf(request()))
    await expect(lasso('answer', 'identity provider', { ...asked, query })).rejects.toThrow(/ignature/)
  })

  test('we decrypt what it encrypts (AES-CBC, so that it takes the legacy choice and a signed Response)', async () => {
    const encrypt = 'ENCRYPTION_SYM_KEY_TYPE_AES_256'
    const { message } = await lasso('answer', 'identity provider', {
      ...asked,
      query: queryOf(request()),
      encrypt,
    })
    const decryptionKeys = [readDecryptionKey(pem('sp.key'))]
    const octets = readPost(message ?? '')
    const verified = verifyResponse(octets, [keys.idp.certificate], { decryptionKeys, cbc: true })
    expect(identityOf(verified).nameId).toBe(nameId)
    expect(() => verifyResponse(octets, [keys.idp.certificate], { decryptionKeys })).toThrow()
  })
})

describe.skipIf(missingLasso)(`${name} and responses`, () => {
  test('it accepts ours', async () => {
    expect(await lasso('accept', 'service provider', { response: response() })).toEqual({ nameId })
  })

  test('it decrypts ours (AES-256-GCM)', async () => {
    expect(await lasso('accept', 'service provider', { response: response(true) })).toEqual({ nameId })
  })
})

describe.skipIf(missingLasso)(`${name} and logout`, () => {
  const named = { value: nameId, format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' }

  test('we verify its LogoutRequest, and it our LogoutResponse', async () => {
    const said = await lasso('log_out', 'service provider', { to: idp.entityId, response: response() })
    const verified = verifyRedirect(readRedirect(queryOf(said.url)), [keys.sp.certificate], readLogoutRequest)
    expect(verified.value.nameId?.value).toBe(nameId)
    const checks = judgeLogoutRequest(verified, {
      now: Date.now(),
      issuer: sp.entityId,
      destination: idp.location,
    })
    expect(refusal(checks)).toBeUndefined()
    const samlResponse = writeLogoutResponse({
      id: '_c9f3f5a2-0000-4000-8000-000000000003',
      issueInstant: now,
      destination: sp.logout,
      inResponseTo: verified.value.id,
      issuer: idp.entityId,
    })
    const query = queryOf(redirectUrl({ location: sp.logout, samlResponse, sign: keys.idp }))
    await lasso('logged_out', 'service provider', { dump: said.dump, query })
    const changed = { dump: said.dump, query: broken(query) }
    await expect(lasso('logged_out', 'service provider', changed)).rejects.toThrow(/ignature/)
  })

  test('it verifies our LogoutRequest, and we its LogoutResponse', async () => {
    const id = '_dAa4a6b3-0000-4000-8000-000000000004'
    const samlRequest = writeLogoutRequest({
      id,
      issueInstant: now,
      destination: sp.logout,
      issuer: idp.entityId,
      nameId: named,
      sessionIndexes: ['_a7d1d3f0-0000-4000-8000-000000000001'],
    })
    const query = queryOf(redirectUrl({ location: sp.logout, samlRequest, sign: keys.idp }))
    const { url } = await lasso('answer_log_out', 'service provider', { response: response(), query })
    const verified = verifyRedirect(readRedirect(queryOf(url)), [keys.sp.certificate], readLogoutResponse)
    const checks = judgeLogoutResponse(verified, { now: Date.now(), issuer: sp.entityId, inResponseTo: id })
    expect(refusal(checks)).toBeUndefined()
    const changed = { response: response(), query: broken(query) }
    await expect(lasso('answer_log_out', 'service provider', changed)).rejects.toThrow(/ignature/)
  })
})
