import { randomBytes } from 'node:crypto'
import { eachStore } from '@postern/kit/testing'
import {
  certificatePem,
  readCertificate,
  readDecryptionKey,
  readSigningKey,
  redirectUrl,
  type SigningKey,
  verifyResponse,
  writeAuthnRequest,
  writePost,
} from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSigningCertificate } from '../certificates/make-signing-certificate.ts'
import type { Browser, Page } from '../testing/browser.ts'
import {
  addApplication,
  administratorId,
  administratorOf,
  assign,
  signIn,
  spAddress,
} from '../testing/directory.ts'
import { administrator, type Running, run } from '../testing/running.ts'

eachStore((_engine, open) => {
  describe('certificates of the application', () => {
    let running: Running
    let admin: Browser
    let person: Browser
    let id: string
    let keys: readonly SigningKey[]
    let privateKey: string
    const page = (of: string) => `/admin/enterprise-applications/${id}/${of}`
    const verification = () => page('single-sign-on/verification-certificates')
    const encryption = () => page('token-encryption')
    const pem = (n: number) => certificatePem((keys[n] as SigningKey).certificate)
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      id = await addApplication(admin, '')
      await assign(admin, id, await administratorId(admin))
      person = running.browser()
      await signIn(person, administrator)
      const made = await Promise.all([0, 1, 2].map(() => makeSigningCertificate(Date.now(), randomBytes)))
      keys = made.map((of) => readSigningKey(of.privateKey, of.certificate))
      privateKey = made[0]?.privateKey ?? ''
    })
    afterAll(() => running.stop())

    const upload = (at: string, pasted: string) => admin.submit(at, `${at}/upload`, { pasted })
    const location = () => `${running.origin}/${running.tenant.id}/saml2`
    const xml = (of: { sign?: SigningKey; issuer?: string } = {}) =>
      writeAuthnRequest({
        id: '_6f0c1d2e9b8a4f5d8c7b6a5e4d3c2b1a',
        issueInstant: running.world.clock(),
        destination: location(),
        assertionConsumerServiceUrl: spAddress,
        issuer: spAddress,
        ...of,
      })
    const byRedirect = (of: { sign?: SigningKey; algorithm?: 'rsa-sha1' | 'rsa-sha512' } = {}) =>
      person.get(redirectUrl({ location: location(), samlRequest: xml(), ...of }))
    async function byPost(message: string): Promise<Page> {
      const asked = await person.post(location(), { SAMLRequest: writePost(message) }, { cookies: false })
      return asked.location ? person.get(asked.location) : asked
    }
    const answered = (page: Page) => page.hidden.SAMLResponse !== undefined

    test('signing cannot be required before there is a certificate', async () => {
      const page = await admin.submit(verification(), verification(), { required: 'yes' })
      expect(page.status).toBe(400)
      expect(page.text).toContain('Upload the certificate of the application first')
      expect(answered(await byRedirect())).toBe(true)
    })

    test.each([
      ['', 'Choose the certificate file'],
      ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'This is no X.509 certificate'],
      ['nonsense <b>', 'This is no X.509 certificate'],
      ['-----BEGIN PRIVATE KEY-----\nAAAA', 'This holds a private key'],
    ])('an upload of %o is told at its field', async (pasted, says) => {
      for (const at of [verification(), encryption()]) {
        const page = await upload(at, pasted)
        expect(page.status).toBe(400)
        expect(page.text).toContain('id="pasted-error"')
        expect(page.text).toContain(says)
      }
    })

    test('a signature is not looked at where none is required', async () => {
      expect((await upload(verification(), pem(0))).location).toBe(`${verification()}?done=uploaded`)
      expect((await upload(verification(), pem(0))).text).toContain('This certificate is here already')
      expect(answered(await byRedirect({ sign: keys[1] as SigningKey }))).toBe(true)
    })

    test('required: signed by either binding gets in, unsigned and wrongly signed do not', async () => {
      await admin.submit(verification(), verification(), { required: 'yes' })
      const [key, other] = keys as [SigningKey, SigningKey]
      expect(answered(await byRedirect({ sign: key }))).toBe(true)
      expect(answered(await byPost(xml({ sign: key })))).toBe(true)
      for (const unsigned of [await byRedirect(), await byPost(xml())]) {
        expect(unsigned.status).toBe(403)
        expect(unsigned.text).toContain('AADSTS76021')
      }
      for (const wrong of [await byRedirect({ sign: other }), await byPost(xml({ sign: other }))]) {
        expect(wrong.status).toBe(403)
        expect(wrong.text).toContain('request-signature')
        expect(wrong.text).toContain('under Verification certificates of the application')
      }
    })

    test('a signature in the wrong place is none', async () => {
      const sign = keys[0] as SigningKey
      const inXml = redirectUrl({ location: location(), samlRequest: xml({ sign }) })
      expect((await person.get(inXml)).text).toContain('AADSTS76021')
    })

    test('only RSA-SHA256 counts, and RSA-SHA1 where it is allowed', async () => {
      const sign = keys[0] as SigningKey
      expect((await byRedirect({ sign, algorithm: 'rsa-sha512' })).text).toContain('which is not allowed')
      expect((await byRedirect({ sign, algorithm: 'rsa-sha1' })).text).toContain('which is not allowed')
      await admin.submit(verification(), verification(), { required: 'sha1' })
      expect(answered(await byRedirect({ sign, algorithm: 'rsa-sha1' }))).toBe(true)
      expect((await byRedirect({ sign, algorithm: 'rsa-sha512' })).text).toContain('which is not allowed')
    })

    test('what nobody asked for cannot be signed: no sign-in starts here', async () => {
      const tile = await person.get(`/my-apps/launch/${id}`)
      expect(tile.status).toBe(403)
      expect(tile.text).toContain('AADSTS76021')
    })

    test('of three certificates the two that came last are tried', async () => {
      for (const n of [1, 2]) {
        running.wait(1000)
        await upload(verification(), pem(n))
      }
      expect((await admin.get(verification())).text).toContain('The two that were uploaded last are tried')
      expect((await byRedirect({ sign: keys[0] as SigningKey })).status).toBe(403)
      for (const n of [1, 2]) expect(answered(await byRedirect({ sign: keys[n] as SigningKey }))).toBe(true)
      const first = /verification-certificates\/([0-9a-f-]{36})\/remove/.exec(
        (await admin.get(verification())).text,
      )
      const remove = `${verification()}/${first?.[1]}/remove`
      expect((await admin.submit(remove, remove, {})).location).toBe(`${verification()}?done=removed`)
      expect(answered(await byRedirect({ sign: keys[0] as SigningKey }))).toBe(true)
      await admin.submit(verification(), verification(), { required: 'no' })
    })

    test('an assertion is encrypted once a certificate is active, and only its owner reads it', async () => {
      expect((await upload(encryption(), pem(0))).location).toBe(`${encryption()}?done=uploaded`)
      const unread = async () => Buffer.from((await byRedirect()).hidden.SAMLResponse ?? '', 'base64')
      expect((await unread()).includes('<EncryptedAssertion')).toBe(false)
      const one = /token-encryption\/([0-9a-f-]{36})\/activate/.exec(
        (await admin.get(encryption())).text,
      )?.[1]
      const activate = `${encryption()}/${one}/activate`
      expect((await admin.get(activate)).text).toContain('unless it has the private key')
      await admin.submit(activate, activate, {})
      const octets = await unread()
      expect(octets.includes('EncryptedAssertion')).toBe(true)
      expect(octets.includes('admin@contoso.example')).toBe(false)
      const raw = await admin.get(page('single-sign-on/certificate-base64'))
      const { value } = verifyResponse(octets, [readCertificate(raw.text)], {
        decryptionKeys: [readDecryptionKey(privateKey)],
      })
      expect(value.assertion?.nameId?.value).toBe('admin@contoso.example')
    })

    test('token encryption is switched off again', async () => {
      const stop = `${encryption()}/stop`
      expect((await admin.submit(stop, stop, {})).location).toBe(`${encryption()}?done=stopped`)
      const { hidden } = await byRedirect()
      expect(Buffer.from(hidden.SAMLResponse ?? '', 'base64').includes('EncryptedAssertion')).toBe(false)
    })
  })
})
