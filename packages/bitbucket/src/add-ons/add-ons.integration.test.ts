import { eachStore } from '@postern/kit/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { administer } from '../testing/administer.ts'
import type { Browser } from '../testing/browser.ts'
import { type Host, startHost } from '../testing/host.ts'
import { call } from '../testing/rest.ts'
import { type Service, startService } from '../testing/service.ts'
import { told } from '../testing/told.ts'

const upm = '/plugins/servlet/upm'
const name = 'Kantega SSO for Bitbucket SAML &amp; Kerberos'
const redirect = '/admin/applications/connect/callback'

eachStore((_, open) => {
  let host: Host
  let browser: Browser
  let service: Service
  beforeEach(async () => {
    host = await startHost(await open())
    ;[browser, service] = [await administer(host), await startService()]
  })
  afterEach(async () => {
    await service.stop()
    await host.stop()
  })
  const visit = (path: string) => browser.open(`${host.url}${path}`)
  const install = async (address = service.address) =>
    browser.submit(await visit(`${upm}/marketplace`), `${upm}/marketplace/install`, { address })
  const uninstall = async () => browser.submit(await visit(`${upm}/uninstall`), `${upm}/uninstall`, {})
  const copied = (text: string) =>
    [...text.matchAll(/data-copy="([0-9a-f]+)"/g)].map(([, value]) => value ?? '')
  const provider = { name: 'Postern', 'sso-type': 'OIDC', enabled: true, 'client-secret': 'secret' }

  /** What the SSO service does once it is allowed, by the interfaces that Bitbucket has. */
  async function allowAndRegister(text: string) {
    const [client_secret = '', client_id = ''] = copied(text)
    const redirect_uri = `${service.address}${redirect}`
    const asked = new URLSearchParams({
      client_id,
      redirect_uri,
      response_type: 'code',
      scope: 'SYSTEM_ADMIN',
    })
    const page = await visit(`/rest/oauth2/latest/authorize?${asked.toString()}`)
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const went = await browser.open(
      `${host.url}/rest/oauth2/latest/authorize`,
      { method: 'POST', body: new URLSearchParams([...asked, ['csrf', csrf], ['answer', 'allow']]) },
      (url) => url.startsWith(redirect_uri),
    )
    const code = new URL(went.url).searchParams.get('code') ?? ''
    const grant_type = 'authorization_code'
    const body = new URLSearchParams({ client_id, client_secret, code, redirect_uri, grant_type })
    const response = await fetch(`${host.url}/rest/oauth2/latest/token`, { method: 'POST', body })
    const { access_token } = (await response.json()) as { access_token: string }
    const as = `Bearer ${access_token}`
    const json = {
      ...provider,
      'issuer-url': `${service.address}/openid`,
      'client-id': 'bitbucket',
      'username-claim': `$${'{preferred_username}'}`,
    }
    expect((await call(host.url, 'POST', '/rest/authconfig/latest/idps', { as, json })).status).toBe(200)
    const hidden = { 'show-login-form': false }
    expect((await call(host.url, 'PATCH', '/rest/authconfig/latest/sso', { as, json: hidden })).status).toBe(
      200,
    )
    return as
  }

  test('is found by its name, and says what it is', async () => {
    const query = new URLSearchParams({ q: 'Kantega SSO for Bitbucket SAML & Kerberos' })
    const { text } = await visit(`${upm}/marketplace?${query.toString()}`)
    for (const said of [
      name,
      '1 add-on found',
      'Postern',
      'no code of it runs inside Bitbucket',
      'Kantega did not',
    ])
      expect(text).toContain(said)
    expect(text).toContain('value="http://localhost:4200"')
    expect((await visit(`${upm}/marketplace?q=nonsense`)).text).toContain('No add-on found')
    expect((await visit(upm)).text).toContain('No add-on is installed')
  })

  test('Install, consent, registration, Close, Manage, Configure', async () => {
    const begun = await install()
    expect(new URL(begun.url).pathname).toBe(`${upm}/installation`)
    expect(begun.text).toContain(`Installing ${name}`)
    const [, next = ''] = /href="([^"]+\/connect\?[^"]+)"/.exec(begun.text) ?? []
    const connect = new URL(next.replaceAll('&amp;', '&'))
    expect(connect.origin).toBe(service.address)
    expect(Object.fromEntries(connect.searchParams)).toEqual({
      baseUrl: host.url,
      clientId: copied(begun.text)[1],
      returnTo: `${upm}/installation`,
    })
    expect((await visit(`${upm}/marketplace`)).text).toContain('Go on installing')
    await allowAndRegister(begun.text)
    const finished = await visit(`${upm}/installation`)
    expect(finished.text).toContain(`${name} is installed`)
    expect(finished.text).toMatch(/href="[^"]+\/marketplace">Close</)
    expect(finished.text).not.toContain('data-copy')
    expect((await visit(`${upm}/marketplace`)).text).toMatch(/href="[^"]+\/upm">Manage</)
    expect((await visit(upm)).text).toContain(`href="${service.address}/admin">Configure<`)
  })

  test('Install goes on where it was, and begins anew at another address', async () => {
    const [secret] = copied((await install()).text)
    expect(copied((await visit(`${upm}/installation`)).text)[0]).toBe(secret)
    await uninstall()
    expect(copied((await install()).text)[0]).not.toBe(secret)
  })

  test('Uninstall names what is lost, and takes all of it back', async () => {
    const as = await allowAndRegister((await install()).text)
    const asked = await visit(`${upm}/uninstall`)
    for (const said of [
      'Log-in through Postern',
      'application link',
      'What you allowed it',
      'Accounts, their groups',
    ])
      expect(asked.text).toContain(said)
    expect((await uninstall()).text).toContain('The add-on was uninstalled.')
    expect((await call(host.url, 'GET', '/rest/authconfig/latest/idps', { as })).status).toBe(401)
    const idps = await call(host.url, 'GET', '/rest/authconfig/latest/idps')
    expect(idps.body).toMatchObject({ results: [] })
    const sso = await call(host.url, 'GET', '/rest/authconfig/latest/sso')
    expect(sso.body).toMatchObject({ 'show-login-form': true })
    expect((await visit('/plugins/servlet/applinks/listApplicationLinks')).text).toContain(
      'No application links',
    )
    expect((await visit(`${upm}/uninstall`)).status).toBe(404)
  })

  test('the audit log is told of the installation, the consent and all that is taken back', async () => {
    const { store } = host.world
    const { host: at } = new URL(service.address)
    const link = `Application link Postern at ${at}`
    const addOn = 'Add-on Kantega SSO for Bitbucket SAML & Kerberos'
    expect(await told(store, install)).toEqual([
      expect.stringMatching(
        `^admin: Application link created, ${link}; Redirect URL: - → ${service.address}${redirect}; Permissions: - → SYSTEM_ADMIN; Client ID: - → [0-9a-f]{32}$`,
      ),
      `admin: Add-on installed, ${addOn}; Address: - → ${service.address}`,
    ])
    const begun = await visit(`${upm}/installation`)
    const [allowed] = await told(store, () => allowAndRegister(begun.text))
    expect(allowed).toBe(`admin: Application link allowed, ${link}; Permissions: - → SYSTEM_ADMIN`)
    expect(await told(store, uninstall)).toEqual([
      'admin: Login options changed, Setting Authentication methods; Login form shown: No → Yes',
      'admin: Identity provider deleted, Identity provider Postern',
      `admin: Application link deleted, ${link}`,
      `admin: Add-on uninstalled, ${addOn}`,
    ])
  })

  test('a link that was deleted by hand is said to be, with the way on', async () => {
    const begun = await install()
    const [, path = ''] = /href="(\/plugins\/servlet\/applinks\/links\/\d+)"/.exec(begun.text) ?? []
    await browser.submit(await visit(`${path}/delete`), `${path}/delete`, {})
    expect((await visit(`${upm}/installation`)).text).toContain('was deleted')
    await uninstall()
    expect((await install()).text).toContain('Client secret')
  })

  test.each([
    ['', 'is needed'],
    ['sso.example', 'must start with https://'],
    ['http://sso.example', 'must start with https://'],
    ['https://sso.example/admin', 'ends after the host: https://sso.example'],
    ['http://127.0.0.1:9', 'No SSO service answers'],
  ])('the address %j comes back with what to do', async (address, said) => {
    const page = await install(address)
    expect([page.status, page.text.includes('id="address-error"')]).toEqual([400, true])
    expect(page.text).toContain(said)
    if (address) expect(page.text).toContain(`value="${address}"`)
    expect((await visit('/plugins/servlet/applinks/listApplicationLinks')).text).toContain(
      'No application links',
    )
  })

  test('a server that is another, or knows itself by another address, is not installed', async () => {
    const other = await startService('http://localhost:1/openid')
    expect((await install(other.address)).text).toContain('knows itself by another address')
    await other.stop()
  })
})
