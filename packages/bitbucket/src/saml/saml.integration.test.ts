import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Browser } from '../testing/browser.ts'
import { addUser } from '../testing/connect.ts'
import { type Host, startHost } from '../testing/host.ts'
import { call } from '../testing/rest.ts'
import { type SamlProvider, samlAddress, samlIssuer, samlProvider } from '../testing/saml-provider.ts'

const username = 'B.Simon@contoso.example'
const consumer = '/plugins/servlet/samlconsumer'
const template = ['$', '{NameID}'].join('')

eachStore((_, open) => {
  let host: Host
  let provider: SamlProvider
  let start: string
  const entity = () => ({
    name: 'Postern (SAML)',
    'sso-type': 'SAML',
    enabled: true,
    'sso-issuer': samlIssuer,
    'sso-url': samlAddress,
    certificate: provider.certificate,
    'username-attribute': template,
  })
  beforeAll(async () => {
    host = await startHost(await open())
    provider = await samlProvider(host.url)
    const { body } = await call(host.url, 'POST', '/rest/authconfig/latest/idps', { json: entity() })
    start = `/plugins/servlet/external-login/${(body as { id: number }).id}`
    await addUser(host, username)
  })
  afterAll(() => host.stop())

  /** Until the browser stands before the identity provider. */
  async function leave(browser: Browser, next = '/projects') {
    const visit = await browser.open(`${host.url}${start}?next=${encodeURIComponent(next)}`, {}, (url) =>
      url.startsWith(samlAddress),
    )
    return provider.asked(visit.url)
  }
  const post = (browser: Browser, fields: Record<string, string>) =>
    browser.open(`${host.url}${consumer}`, { method: 'POST', body: new URLSearchParams(fields) })

  test('a whole journey ends signed in, at the page that was asked for', async () => {
    const browser = new Browser()
    const { request, relayState } = await leave(browser, '/admin?x=1')
    expect(request).toMatchObject({
      issuer: { value: host.url },
      destination: samlAddress,
      assertionConsumerServiceUrl: `${host.url}${consumer}`,
    })
    const page = await post(browser, provider.answer({ username, inResponseTo: request.id, relayState }))
    expect(page.url).toContain(`${host.url}/admin`)
    const home = await browser.open(`${host.url}/`)
    expect(home.text).toContain('You came in through Postern (SAML).')
    expect(home.text).toContain(username)
  })

  test('an answer that nobody asked for signs in and ends at the start page, whatever its RelayState', async () => {
    const browser = new Browser()
    const page = await post(browser, provider.answer({ username, relayState: 'https://evil.example/' }))
    expect([page.url, page.status]).toEqual([`${host.url}/`, 200])
    expect(page.text).toContain(username)
  })

  describe('is refused, and nobody is signed in:', () => {
    const refusedWith = async (browser: Browser, fields: Record<string, string>, code: string) => {
      const page = await post(browser, fields)
      expect(page.text).toContain(code)
      expect(browser.cookie(host.url, 'BITBUCKETSESSIONID')).toBeUndefined()
    }

    test('another key', async () => {
      const fields = provider.answer({ username, key: provider.strange })
      await refusedWith(new Browser(), fields, 'sso-saml-refused')
    })

    test('another audience', async () => {
      const fields = provider.answer({ username, audience: 'https://other.example' })
      await refusedWith(new Browser(), fields, 'sso-saml-refused')
    })

    test('an old answer', async () => {
      const fields = provider.answer({ username, now: Date.now() - 60 * 60_000 })
      await refusedWith(new Browser(), fields, 'sso-saml-refused')
    })

    test('the same assertion again', async () => {
      const fields = provider.answer({ username })
      expect((await post(new Browser(), fields)).status).toBe(200)
      await refusedWith(new Browser(), fields, 'sso-saml-replayed')
    })

    test('the answer to what another browser asked', async () => {
      const { request, relayState } = await leave(new Browser())
      const fields = provider.answer({ username, inResponseTo: request.id, relayState })
      await refusedWith(new Browser(), fields, 'sso-other-browser')
    })

    test('the answer to another request of this browser', async () => {
      const browser = new Browser()
      const [first, second] = [await leave(browser), await leave(browser)]
      const fields = provider.answer({
        username,
        inResponseTo: first.request.id,
        relayState: second.relayState,
      })
      await refusedWith(browser, fields, 'sso-saml-refused')
    })

    test('somebody who has no account', async () => {
      await refusedWith(
        new Browser(),
        provider.answer({ username: 'nobody@contoso.example' }),
        'sso-user-missing',
      )
    })

    test('a body that is no answer', async () => {
      await refusedWith(new Browser(), { SAMLResponse: 'AAAA' }, 'xml')
      await refusedWith(new Browser(), {}, 'sso-state-unknown')
    })
  })

  test('the settings are judged field by field, and the protocol of one stays', async () => {
    const bad = {
      ...entity(),
      name: 'x',
      'sso-url': 'ftp://x',
      certificate: 'no',
      'username-attribute': 'mail',
    }
    const answer = await call(host.url, 'POST', '/rest/authconfig/latest/idps', { json: bad })
    expect(answer.status).toBe(400)
    for (const word of ['single sign-on URL', 'X.509 certificate', 'Username mapping', 'issuer'])
      expect(JSON.stringify(answer.body)).toContain(word)
    const one = `/rest/authconfig/latest/idps/${start.split('/').at(-1) ?? ''}`
    expect((await call(host.url, 'GET', one)).body).toMatchObject(entity())
    const changed = await call(host.url, 'PATCH', one, { json: { 'sso-type': 'OIDC' } })
    expect([changed.status, JSON.stringify(changed.body)]).toEqual([400, expect.stringContaining('sso-type')])
  })
})
