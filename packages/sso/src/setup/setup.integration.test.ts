import { eachStore } from '@postern/kit/testing'
import { writeIdentityProviderMetadata } from '@postern/saml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { asked, begin, locationOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { testSigningKey } from '../sign-in/test-signing-key.ts'
import { fileOf, loginUrl, metadataOf } from './test-metadata.ts'
import { add, answerUpTo } from './test-wizard.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let browser: AdministratorBrowser
  beforeAll(async () => {
    house = await testHouse(await open())
    browser = await administratorOf(house)
  })
  afterAll(() => house.stop())

  const page = async (path: string) => (await (await browser.get(path)).text()).replaceAll(/<wbr ?\/?>/g, '')
  const kept = (at: string) => house.connections.require(at.split('/').at(-1) ?? '')
  const send = async (address: string, fields: Record<string, string>, files = {}) =>
    locationOf(await browser.submit(address, fields, files))

  test('the console offers each kind of identity provider, and a link makes nothing', async () => {
    const text = await page('/admin/connections')
    for (const label of [
      'Microsoft Entra ID',
      'AD FS',
      'Okta',
      'Google Workspace',
      'Keycloak',
      'Any SAML 2.0',
    ])
      expect(text).toContain(label)
    const before = await house.connections.list()
    expect(await page('/admin/connections/new?preset=okta')).toContain('Subscription level')
    expect(await house.connections.list()).toEqual(before)
  })

  test('from Add identity provider to Known domains, one step after another', async () => {
    const at = await add(browser)
    const setup = `${at}/setup`
    expect(await page(`${setup}/app-properties`)).toContain('<b>Sign-on URL</b>')
    expect(await send(`${setup}/app-properties`, {})).toBe(`${setup}/metadata-import`)
    const imported = await send(`${setup}/metadata-import`, { source: 'file' }, fileOf(metadataOf(house)))
    expect(imported).toBe(`${setup}/name-and-sso-location`)
    const named = await page(imported)
    expect(named).toContain('value="Microsoft Entra ID"')
    expect(named).toContain(`value="${loginUrl}"`)
    const compared = await send(imported, { name: 'Contoso', location: loginUrl })
    expect(compared).toBe(`${setup}/signature-verification`)
    const groups = house.key.certificate.sha256.toUpperCase().match(/.{8}/g) ?? []
    for (const group of groups) expect(await page(compared)).toContain(group)
    const accounts = await send(compared, { verified: house.key.certificate.sha256 })
    expect(accounts).toBe(`${setup}/bitbucket-user-accounts`)
    const summary = await send(accounts, { create: 'yes', groups: 'stash-users, bitbucket-users' })
    expect(summary).toBe(`${setup}/finish`)
    expect(await page(summary)).toContain('stash-users, bitbucket-users')
    expect((await kept(at)).state).toBe('draft')
    expect(await send(summary, {})).toBe(`${at}?done=finished`)
    expect(await page(at)).toContain('Contoso serves tests only')
    expect((await browser.get(new URL((await kept(at)).address).pathname)).status).toBe(409)
    expect(await send(`${at}/known-domains`, { domains: 'Contoso.example' })).toMatch(/\?done=saved$/)
    expect(await page(at)).toContain('Contoso is ready')
    expect(await kept(at)).toMatchObject({
      name: 'Contoso',
      state: 'active',
      edition: 'premium',
      applicationId: 'bitbucket1',
      accounts: { create: true, groups: ['stash-users', 'bitbucket-users'], lookedUp: true },
      knownDomains: ['contoso.example'],
      verifiedCertificates: [house.key.certificate.sha256],
    })
  })

  test('a draft leads to its first open step; Finish names what is open', async () => {
    const at = await add(browser)
    await answerUpTo(house, browser, at, 'name-and-sso-location')
    expect(locationOf(await browser.get(at))).toBe(`${at}/setup`)
    expect(locationOf(await browser.get(`${at}/setup`))).toBe(`${at}/setup/name-and-sso-location`)
    const answer = await browser.submit(`${at}/setup/finish`, {})
    const text = await answer.text()
    expect(answer.status).toBe(400)
    expect(text).toContain(
      'Signature verification is not answered yet. Go back to it, and choose Next there.',
    )
    expect((await kept(at)).state).toBe('draft')
  })

  test('Save and leave keeps what was answered, and what was not stays open', async () => {
    const at = await add(browser)
    await answerUpTo(house, browser, at, 'name-and-sso-location')
    const leave = { go: 'leave' }
    const named = { name: 'Left', location: loginUrl, ...leave }
    expect(await send(`${at}/setup/name-and-sso-location`, named)).toBe('/admin/connections?done=left')
    expect(await send(`${at}/setup/signature-verification`, leave)).toBe('/admin/connections?done=left')
    expect(await kept(at)).toMatchObject({ name: 'Left', state: 'draft', verifiedCertificates: [] })
    expect(locationOf(await browser.get(`${at}/setup`))).toBe(`${at}/setup/signature-verification`)
  })

  test('Back keeps what was typed; what is wrong is shown first, and then left without saving', async () => {
    const at = await add(browser)
    await answerUpTo(house, browser, at, 'name-and-sso-location')
    const step = `${at}/setup/name-and-sso-location`
    const before = `${at}/setup/metadata-import`
    expect(await send(step, { name: 'Typed before Back', location: loginUrl, go: 'back' })).toBe(before)
    expect((await kept(at)).name).toBe('Typed before Back')
    const wrong = await browser.submit(step, { name: '', location: loginUrl, go: 'back' })
    const text = await wrong.text()
    expect(wrong.status).toBe(400)
    expect(text).toContain('Enter an Identity provider name.')
    expect(text).toMatch(new RegExp(`href="${before}"[^>]*>Back without saving`))
    expect(await send(`${at}/setup/signature-verification`, { go: 'back' })).toBe(step)
  })

  test('a draft is tried before Finish, and lets nobody in', async () => {
    const at = await add(browser)
    await answerUpTo(house, browser, at, 'signature-verification')
    expect(await page(`${at}/setup/finish`)).not.toContain('Test before Finish')
    await answerUpTo(house, browser, at, 'finish')
    expect(await page(`${at}/setup/finish`)).toContain('Test before Finish')
    const sent = await browser.submit(`${at}/test`, {})
    const { request, relayState } = asked(new URL(locationOf(sent)))
    const draft = await kept(at)
    const xml = house.response(draft, { inResponseTo: request.id, nameId: 'b.simon@contoso.example' })
    const answer = await browser.answer(new URL(draft.address).pathname, xml, relayState)
    expect(locationOf(answer)).toMatch(/^\/admin\/activity\//)
    const earnest = await browser.answer(new URL(draft.address).pathname, house.response(draft))
    expect(earnest.status).toBe(409)
    expect((await kept(at)).state).toBe('draft')
  })

  test('the light turns on at the first request that carries no administrator’s session', async () => {
    const at = await add(browser)
    const { pathname } = new URL((await kept(at)).address)
    const step = `${at}/setup/app-properties`
    await browser.get(pathname)
    expect(await page(step)).toContain('Not reached yet')
    await house.browser().get(pathname)
    const first = await page(step)
    expect(first).toContain('Reached')
    expect(first).toMatch(
      /Somebody came to this address first on <time[^>]*>25 November 2026, 09:00 UTC<\/time>, from (::1|127\.0\.0\.1|::ffff:127\.0\.0\.1), /,
    )
    house.clock.now += 1_000
    await house.browser().get(pathname)
    expect((await kept(at)).reached?.at).toBe(house.clock.now - 1_000)
  })

  test('steps about the metadata ask for it first; what is unknown is no step', async () => {
    const at = await add(browser)
    const asked = await browser.get(`${at}/setup/signature-verification`)
    expect(locationOf(asked)).toBe(`${at}/setup/metadata-import`)
    expect((await browser.get(`${at}/setup/nothing`)).status).toBe(404)
    expect((await browser.get('/admin/connections/unknown/setup')).status).toBe(404)
  })

  test('after Finish the same forms change one thing and lead back', async () => {
    const at = await add(browser)
    await answerUpTo(house, browser, at)
    const moved = { name: 'Moved', location: 'https://login.microsoftonline.com/2/saml2' }
    expect(await send(`${at}/setup/name-and-sso-location`, moved)).toBe(`${at}?done=saved`)
    expect(locationOf(await browser.get(`${at}/setup/finish`))).toBe(at)
    await browser.submit(`${at}/known-domains`, { domains: 'contoso.example' })
    const { url } = await begin(house.browser(), await kept(at))
    expect(url.origin + url.pathname).toBe(moved.location)
  })

  test('a new certificate counts only when it was compared', async () => {
    const { id, address } = await house.connection({ verifiedCertificates: [] })
    const pathname = new URL(address).pathname
    const one = await house.connections.require(id)
    const refused = await house.browser().answer(pathname, house.response(one))
    expect(refused.status).toBe(409)
    const step = `/admin/connections/${id}/setup/signature-verification`
    expect(await page(`/admin/connections/${id}`)).toContain('Compare certificates')
    await browser.submit(step, { verified: house.key.certificate.sha256 })
    expect((await house.browser().answer(pathname, house.response(one))).status).toBe(303)
  })

  test('an import into a connection that serves locks nobody out', async () => {
    const { id, address } = await house.connection()
    const import_ = `/admin/connections/${id}/setup/metadata-import`
    const before = await house.connections.require(id)
    const signIn = async () =>
      (await house.browser().answer(new URL(address).pathname, house.response(before))).status
    const wrong = await browser.submit(
      import_,
      { source: 'file' },
      fileOf(metadataOf(house, 'https://other.example/')),
    )
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain(
      'This is the metadata of https://other.example/, and people sign in here by',
    )
    expect(await house.connections.require(id)).toEqual(before)
    const rolled = writeIdentityProviderMetadata({
      id: '_1',
      entityId: before.identityProvider?.entityId ?? '',
      certificates: [testSigningKey('Rolled over', house.clock.now).certificate],
      location: loginUrl,
    })
    const at = `/admin/connections/${id}`
    expect(await send(import_, { source: 'file' }, fileOf(rolled))).toBe(`${at}/compare`)
    const { setup: _, ...counts } = before
    expect(await house.connections.require(id)).toMatchObject(counts)
    expect(await page(at)).toContain('An import waits to be compared.')
    const [old = ''] = before.verifiedCertificates
    const shown = await page(`${at}/compare`)
    expect(shown).toContain('1 certificate is new, 1 certificate is gone')
    const compared = /name="compared" value="([^"]+)"/.exec(shown)?.[1] ?? ''
    await browser.submit(`${at}/compare`, { compared, verified: old })
    expect(await signIn()).toBe(303)
    const { identityProvider, verifiedCertificates } = await house.connections.require(id)
    expect(identityProvider?.certificates).toHaveLength(2)
    expect(verifiedCertificates).toEqual(before.verifiedCertificates)
  })

  test('another identity provider in the metadata forgets what was typed and compared for the first', async () => {
    const at = await add(browser)
    await answerUpTo(house, browser, at, 'bitbucket-user-accounts')
    await browser.submit(`${at}/setup/name-and-sso-location`, {
      name: 'Typed',
      location: 'https://typed.example/',
    })
    const other = fileOf(metadataOf(house, 'https://sts.windows.net/2/'))
    await browser.submit(`${at}/setup/metadata-import`, { source: 'file' }, other)
    const { verifiedCertificates, ssoLocation, setup } = await kept(at)
    expect([verifiedCertificates, ssoLocation, setup]).toEqual([
      [],
      undefined,
      ['subscription-level', 'app-properties', 'metadata-import'],
    ])
  })
})
