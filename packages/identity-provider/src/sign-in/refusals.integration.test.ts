import { deflateRawSync } from 'node:zlib'
import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addApplication, administratorOf, spAddress } from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'

const attributes = {
  ID: '_1',
  Version: '2.0',
  IssueInstant: '2026-11-25T10:00:00Z',
}
const issuer = `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${spAddress}</saml:Issuer>`

function request(changes: Readonly<Record<string, string>> = {}, content = issuer): string {
  const written = Object.entries({ ...attributes, ...changes }).map(([name, value]) => ` ${name}="${value}"`)
  return `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"${written.join('')}>${content}</samlp:AuthnRequest>`
}

/** Code → a request that is refused with it, in the order in which they are judged. */
const refused: readonly (readonly [string, string])[] = [
  ['AADSTS75005', '<samlp:AuthnRequest'],
  ['AADSTS75005', request({ Version: '1.1' })],
  ['AADSTS75005', request({}, '')],
  ['AADSTS75005', request({ AssertionConsumerServiceIndex: '0', AssertionConsumerServiceURL: spAddress })],
  ['AADSTS50011', request({ AssertionConsumerServiceIndex: '1' })],
  ['AADSTS50011', request({ AssertionConsumerServiceIndex: '' })],
  ['AADSTS7500529', request({ ID: '1abc' })],
  ['AADSTS7500529', request({ ID: '_a/b+c=' })],
  ['AADSTS650056', request({}, issuer.replace('/login<', '/login/<'))],
  ['AADSTS700016', request({}, issuer.replace('/login<', '/log<'))],
  ['AADSTS700016', request({}, issuer.replace('/login<', '/Login<'))],
  ['AADSTS75003', request({ ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact' })],
  ['AADSTS50011', request({ AssertionConsumerServiceURL: 'https://evil.example/acs' })],
  ['AADSTS50011', request({ AssertionConsumerServiceURL: spAddress.replace('/login', '/Login') })],
  [
    'AADSTS900236',
    request(
      {},
      `${issuer}<saml:Subject xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:NameID>x</saml:NameID></saml:Subject>`,
    ),
  ],
  [
    'AADSTS900235',
    request(
      {},
      `${issuer}<samlp:RequestedAuthnContext Comparison="minimum"><saml:AuthnContextClassRef xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">x</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>`,
    ),
  ],
  ['AADSTS75016', request({}, `${issuer}<samlp:NameIDPolicy Format="urn:made:up"/>`)],
]

eachStore((_engine, open) => {
  describe('a request that is not honoured', () => {
    let running: Running
    let endpoint: string
    beforeAll(async () => {
      running = await run(await open())
      await addApplication(await administratorOf(running))
      endpoint = `/${running.tenant.id}/saml2`
    })
    afterAll(() => running.stop())

    const deflated = (xml: string) => encodeURIComponent(deflateRawSync(xml).toString('base64'))

    test.each(refused)(
      '%s on a page here, by GET and by POST, and nothing is sent: %s',
      async (code, xml) => {
        const browser = running.browser()
        const pages = [
          await browser.get(`${endpoint}?SAMLRequest=${deflated(xml)}&RelayState=r`),
          await browser.post(
            endpoint,
            { SAMLRequest: Buffer.from(xml).toString('base64') },
            { cookies: false },
          ),
        ]
        for (const page of pages) {
          expect([400, 403]).toContain(page.status)
          expect(page.text).toContain(`${code}: `)
          for (const label of ['Request Id', 'Correlation Id', 'Timestamp'])
            expect(page.text).toContain(label)
          expect(page.text).not.toContain('<form')
          expect(page.location).toBeUndefined()
        }
      },
    )

    test.each([
      ['by its address or none', request()],
      ['by the index of the one Reply URL', request({ AssertionConsumerServiceIndex: '0' })],
    ])('a good one, to show that the others fail for their own reason: %s', async (_name, xml) => {
      const { status } = await running.browser().get(`${endpoint}?SAMLRequest=${deflated(xml)}`)
      expect(status).toBe(303)
    })

    test('AADSTS7500529 repeats the ID', async () => {
      const xml = deflated(request({ ID: '1abc' }))
      const page = await running.browser().get(`${endpoint}?SAMLRequest=${xml}`)
      expect(page.text).toContain('The value &#39;1abc&#39; is not a valid SAML ID.')
    })

    test('WS-Federation, which the metadata names, says that it is not offered', async () => {
      const path = `/${running.tenant.id}/wsfed`
      for (const page of [
        await running.browser().get(path),
        await running.browser().post(path, { a: 'b' }),
      ]) {
        expect(page.status).toBe(400)
        expect(page.text).toContain('WS-Federation is not offered here.')
        expect(page.text).toContain('Set the application up for SAML 2.0')
      }
    })

    test('AADSTS750054 without a message', async () => {
      expect((await running.browser().get(endpoint)).text).toContain('AADSTS750054')
      expect((await running.browser().post(endpoint, { RelayState: 'r' })).text).toContain('AADSTS750054')
    })

    test('a response at this address', async () => {
      const xml = Buffer.from('<Response/>').toString('base64')
      expect((await running.browser().post(endpoint, { SAMLResponse: xml })).text).toContain('AADSTS75005')
    })

    test.each([
      ['no base64', '!!!!'],
      ['no deflated octets', Buffer.from('hello').toString('base64')],
      ['a document type', deflateRawSync(`<!DOCTYPE x [<!ENTITY a "b">]>${request()}`).toString('base64')],
      ['a bomb', deflateRawSync(Buffer.alloc(20_000_000, 97)).toString('base64')],
    ])('garbage: %s', async (_name, parameter) => {
      const page = await running.browser().get(`${endpoint}?SAMLRequest=${encodeURIComponent(parameter)}`)
      expect([400, 403]).toContain(page.status)
      expect(page.text).toContain('AADSTS75005')
    })

    test('more than it reads', async () => {
      const page = await running.browser().post(endpoint, { SAMLRequest: 'A'.repeat(1_100_000) })
      expect(page.status).toBe(400)
      expect(page.text).toContain('body-too-large')
      expect((await running.browser().get('/sign-in')).status).toBe(200)
    })

    test('markup in what was sent stays text', async () => {
      const hostile = '&lt;script&gt;alert(1)&lt;/script&gt;'
      const page = await running
        .browser()
        .get(`${endpoint}?SAMLRequest=${deflated(request({}, issuer.replace(spAddress, hostile)))}`)
      expect(page.text).toContain('AADSTS700016')
      expect(page.text).not.toContain('<script>alert')
    })
  })
})
