import { eachStore } from '@postern/kit/testing'
import { readLogoutRequest, readRedirect, redirectUrl, writeLogoutResponse } from '@postern/saml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connection, logoutAddress } from '../connections/connection.ts'
import { locationOf, type TestBrowser } from '../sign-in/test-browser.ts'
import { personOf, type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { type LogoutHands, logoutHands, textOf, there } from './test-logout.ts'

/** A log-out that begins here, or is led here by the application. */
eachStore((_engine, open) => {
  let house: TestHouse
  let hands: LogoutHands
  let connection: Connection
  beforeAll(async () => {
    house = await testHouse(await open())
    hands = logoutHands(house)
    connection = await hands.logoutConnection()
  })
  afterAll(() => house.stop())

  async function leave(browser: TestBrowser) {
    const csrf = await hands.csrfAt(browser, '/')
    const to = new URL(locationOf(await browser.post('/sign-out', { csrf })), house.origin)
    const message = readRedirect(to.search)
    return { to, message, request: readLogoutRequest(message.octets) }
  }
  const answered = (of: { inResponseTo: string; relayState: string; issuer?: string; codes?: [string] }) =>
    hands.pathIn(
      redirectUrl({
        location: logoutAddress(connection),
        samlResponse: writeLogoutResponse({
          id: hands.newId(),
          issueInstant: house.clock.now,
          destination: logoutAddress(connection),
          inResponseTo: of.inResponseTo,
          issuer: of.issuer ?? connection.identityProvider?.entityId ?? '',
          ...(of.codes ? { codes: of.codes } : {}),
        }),
        relayState: of.relayState,
        sign: house.key,
      }),
    )

  test('the session ends, the identity provider is asked, and the page says what it answered', async () => {
    const browser = await hands.signedIn(connection)
    const page = await browser.get('/')
    expect(page.headers.get('content-security-policy')).not.toContain('form-action')
    const { to, message, request } = await leave(browser)
    expect(`${to.origin}${to.pathname}`).toBe(there)
    expect(request).toMatchObject({
      destination: there,
      issuer: { value: connection.address },
      nameId: { value: personOf(connection) },
    })
    expect(await hands.isIn(browser)).toBe(false)
    const back = await browser.get(
      answered({ inResponseTo: request.id, relayState: message.relayState ?? '' }),
    )
    const on = await browser.get(locationOf(back))
    const logOut = `${house.bitbucket.baseUrl}/j_atl_security_logout?from=sso`
    expect([on.headers.get('refresh'), on.headers.get('referrer-policy')]).toEqual([
      `2; url=${logOut}`,
      'origin',
    ])
    const leading = await on.text()
    expect(leading).toContain('<dd>Signed out</dd>')
    expect(leading).toContain(`href="${logOut}"`)
    // Whoever goes back to it is not led on again, but told.
    const again = await browser.get(locationOf(back))
    expect(again.headers.get('refresh')).toBeNull()
    // Nor to one application by the log-out of another.
    const mark = [...browser.cookies.keys()].find((name) => name.endsWith('signing-out')) ?? ''
    browser.cookies.set(mark, { value: 'begun.other.', sameSite: 'Lax' })
    expect((await browser.get(locationOf(back))).headers.get('refresh')).toBeNull()
    const shown = await textOf(browser.get(locationOf(again)))
    expect(shown).toContain('<dd>Signed out</dd>')
    expect(shown).toContain(`href="${logOut}"`)
    expect(shown).toContain('or when it is unused for a while')
  })

  test('an answer to another question, of somebody else, that failed, or that came twice confirms nothing', async () => {
    for (const wrong of [
      { inResponseTo: '_other' },
      { issuer: 'https://evil.example/' },
      { codes: ['urn:x'] },
    ] as const) {
      const { message, request } = await leave(await hands.signedIn(connection))
      const answer = { inResponseTo: request.id, relayState: message.relayState ?? '', ...wrong }
      const back = await house.browser().get(answered(answer as Parameters<typeof answered>[0]))
      expect([wrong, locationOf(back)]).toEqual([wrong, expect.stringContaining('at=unconfirmed')])
      const again = answered({ inResponseTo: request.id, relayState: message.relayState ?? '' })
      expect(locationOf(await house.browser().get(again))).toContain('at=unconfirmed')
    }
  })

  const fromBitbucket = '/sign-out/from/bitbucket1'

  test('begun at the application, it is led here: out of the identity provider, and back to its own log-out', async () => {
    const browser = await hands.signedIn(connection)
    const referer = `${house.bitbucket.baseUrl}/projects/ACME`
    const to = new URL(locationOf(await browser.get(fromBitbucket, { referer })))
    const { relayState = '', octets } = readRedirect(to.search)
    expect(`${to.origin}${to.pathname}`).toBe(there)
    expect(await hands.isIn(browser)).toBe(false)
    const inResponseTo = readLogoutRequest(octets).id
    const on = locationOf(await browser.get(answered({ inResponseTo, relayState })))
    expect((await browser.get(on)).headers.get('refresh')).toContain('/j_atl_security_logout?from=sso')
    // Whose session here is over already goes on, too.
    const over = locationOf(await house.browser().get(fromBitbucket, { referer }))
    expect(over).toBe('/sign-out/on?at=&application=bitbucket1')
  })

  test('led here by anybody else, the person is asked', async () => {
    const browser = await hands.signedIn(connection)
    for (const headers of [{}, { referer: 'https://evil.example/' }, { referer: 'x' }]) {
      const page = await browser.get(fromBitbucket, headers)
      expect([page.status, (await page.text()).includes('You are still signed in.')]).toEqual([200, true])
    }
    expect(await hands.isIn(browser)).toBe(true)
    expect((await browser.get('/sign-out/from/nothing')).status).toBe(404)
    const csrf = await hands.csrfAt(browser, fromBitbucket)
    const out = await browser.post('/sign-out', { csrf, application: 'bitbucket1' })
    expect(locationOf(out).startsWith(there)).toBe(true)
    expect(await hands.isIn(browser)).toBe(false)
  })

  test('an identity provider without a Logout URL is not asked', async () => {
    const without = await house.connection()
    const browser = await hands.signedIn(without)
    const csrf = await hands.csrfAt(browser, '/')
    const to = locationOf(await browser.post('/sign-out', { csrf }))
    expect(to).toBe(`/sign-out/on?at=&application=${without.applicationId}`)
    expect(await textOf(browser.get(to))).toContain('You may still be signed in there')
  })
})
