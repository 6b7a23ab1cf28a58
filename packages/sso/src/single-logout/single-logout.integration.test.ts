import { eachStore } from '@postern/kit/testing'
import {
  HTTP_REDIRECT,
  readLogoutRequest,
  readLogoutResponse,
  readRedirect,
  redirectUrl,
  writeLogoutRequest,
  writeLogoutResponse,
} from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administratorOf } from '../administrators/test-administrator.ts'
import { type Connection, logoutAddress } from '../connections/connection.ts'
import { requestKeys } from '../request-signing/store.ts'
import { begin, locationOf, pathOf, type TestBrowser } from '../sign-in/test-browser.ts'
import { personOf, type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { testSigningKey } from '../sign-in/test-signing-key.ts'

const there = 'https://login.example/logout'

eachStore((_engine, open) => {
  let house: TestHouse
  let connection: Connection
  beforeAll(async () => {
    house = await testHouse(await open())
    connection = await logoutConnection()
  })
  afterAll(() => house.stop())

  async function logoutConnection(changes: Partial<Connection> = {}): Promise<Connection> {
    const made = await house.connection({ preset: 'any-saml', ...changes })
    const { identityProvider } = made
    if (!identityProvider) throw new Error('a ready connection has an identity provider')
    const withLogout = { ...identityProvider, singleLogout: { binding: HTTP_REDIRECT, location: there } }
    await house.connections.change(made.id, { identityProvider: withLogout })
    return { ...made, identityProvider: withLogout }
  }
  async function signedIn(by = connection): Promise<TestBrowser> {
    const browser = house.browser()
    const { request, relayState } = await begin(browser, by)
    await browser.answer(pathOf(by), house.response(by, { inResponseTo: request.id }), relayState)
    return browser
  }
  const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
  const isIn = async (browser: TestBrowser) => (await textOf(browser.get('/'))).includes('You are signed in')
  const pathIn = (url: string) => url.slice(house.origin.length)
  const newId = () => `_${house.world.random(16).toString('hex')}`

  interface Asked {
    readonly id?: string
    readonly nameId?: string
    readonly sessionIndexes?: readonly string[]
    readonly issuer?: string
    readonly key?: TestHouse['key'] | undefined
    readonly unsigned?: boolean
    readonly issueInstant?: number
    readonly notOnOrAfter?: number
    readonly destination?: string
  }
  /** Where the identity provider sends a browser that it signs out. */
  const askedTo = (of: Connection, asked: Asked = {}) =>
    pathIn(
      redirectUrl({
        location: logoutAddress(of),
        samlRequest: writeLogoutRequest({
          id: asked.id ?? newId(),
          issueInstant: asked.issueInstant ?? house.clock.now,
          destination: asked.destination ?? logoutAddress(of),
          issuer: asked.issuer ?? of.identityProvider?.entityId ?? '',
          nameId: { value: asked.nameId ?? personOf(of) },
          ...(asked.sessionIndexes ? { sessionIndexes: asked.sessionIndexes } : {}),
          ...(asked.notOnOrAfter ? { notOnOrAfter: asked.notOnOrAfter } : {}),
        }),
        relayState: 'state1',
        ...(asked.unsigned ? {} : { sign: asked.key ?? house.key }),
      }),
    )
  /** In a frame of the identity provider the browser sends no cookie of ours. */
  const inFrame = (path: string) => house.browser().get(path)

  describe('begun here', () => {
    async function leave(browser: TestBrowser) {
      const csrf = /name="csrf" value="([^"]+)"/.exec(await textOf(browser.get('/')))?.[1] ?? ''
      const to = new URL(locationOf(await browser.post('/sign-out', { csrf })), house.origin)
      const message = readRedirect(to.search)
      return { to, message, request: readLogoutRequest(message.octets) }
    }
    const answered = (of: { inResponseTo: string; relayState: string; issuer?: string; codes?: [string] }) =>
      pathIn(
        redirectUrl({
          location: logoutAddress(connection),
          samlResponse: writeLogoutResponse({
            id: newId(),
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
      const browser = await signedIn()
      const page = await browser.get('/')
      expect(page.headers.get('content-security-policy')).not.toContain('form-action')
      const { to, message, request } = await leave(browser)
      expect(`${to.origin}${to.pathname}`).toBe(there)
      expect(request).toMatchObject({
        destination: there,
        issuer: { value: connection.address },
        nameId: { value: personOf(connection) },
      })
      expect(await isIn(browser)).toBe(false)
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
        const { message, request } = await leave(await signedIn())
        const answer = { inResponseTo: request.id, relayState: message.relayState ?? '', ...wrong }
        const back = await house.browser().get(answered(answer as Parameters<typeof answered>[0]))
        expect([wrong, locationOf(back)]).toEqual([wrong, expect.stringContaining('at=unconfirmed')])
        const again = answered({ inResponseTo: request.id, relayState: message.relayState ?? '' })
        expect(locationOf(await house.browser().get(again))).toContain('at=unconfirmed')
      }
    })

    const fromBitbucket = '/sign-out/from/bitbucket1'

    test('begun at the application, it is led here: out of the identity provider, and back to its own log-out', async () => {
      const browser = await signedIn()
      const referer = `${house.bitbucket.baseUrl}/projects/ACME`
      const to = new URL(locationOf(await browser.get(fromBitbucket, { referer })))
      const { relayState = '', octets } = readRedirect(to.search)
      expect(`${to.origin}${to.pathname}`).toBe(there)
      expect(await isIn(browser)).toBe(false)
      const inResponseTo = readLogoutRequest(octets).id
      const on = locationOf(await browser.get(answered({ inResponseTo, relayState })))
      expect((await browser.get(on)).headers.get('refresh')).toContain('/j_atl_security_logout?from=sso')
      // Whose session here is over already goes on, too.
      const over = locationOf(await house.browser().get(fromBitbucket, { referer }))
      expect(over).toBe('/sign-out/on?at=&application=bitbucket1')
    })

    test('led here by anybody else, the person is asked', async () => {
      const browser = await signedIn()
      for (const headers of [{}, { referer: 'https://evil.example/' }, { referer: 'x' }]) {
        const page = await browser.get(fromBitbucket, headers)
        expect([page.status, (await page.text()).includes('You are still signed in.')]).toEqual([200, true])
      }
      expect(await isIn(browser)).toBe(true)
      expect((await browser.get('/sign-out/from/nothing')).status).toBe(404)
      const csrf = /name="csrf" value="([^"]+)"/.exec(await textOf(browser.get(fromBitbucket)))?.[1] ?? ''
      const out = await browser.post('/sign-out', { csrf, application: 'bitbucket1' })
      expect(locationOf(out).startsWith(there)).toBe(true)
      expect(await isIn(browser)).toBe(false)
    })

    test('an identity provider without a Logout URL is not asked', async () => {
      const without = await house.connection()
      const browser = await signedIn(without)
      const csrf = /name="csrf" value="([^"]+)"/.exec(await textOf(browser.get('/')))?.[1] ?? ''
      const to = locationOf(await browser.post('/sign-out', { csrf }))
      expect(to).toBe(`/sign-out/on?at=&application=${without.applicationId}`)
      expect(await textOf(browser.get(to))).toContain('You may still be signed in there')
    })
  })

  describe('begun by the identity provider', () => {
    test('every session of the person ends, in other browsers too and without their cookie', async () => {
      const [one, two] = [await signedIn(), await signedIn()]
      const answer = await inFrame(askedTo(connection))
      expect([answer.status, (await answer.text()).includes('You are signed out')]).toEqual([200, true])
      expect([await isIn(one), await isIn(two)]).toEqual([false, false])
    })

    test('a session that is named by its index ends alone; somebody else stays', async () => {
      const other = await logoutConnection()
      const somebody = await signedIn(other)
      const browser = await signedIn()
      await inFrame(askedTo(connection, { sessionIndexes: ['_unknown'], nameId: personOf(other) }))
      expect([await isIn(browser), await isIn(somebody)]).toEqual([true, true])
      await inFrame(askedTo(connection, { nameId: `object of ${personOf(connection)}` }))
      expect([await isIn(browser), await isIn(somebody)]).toEqual([false, true])
    })

    test('the Settings say what an answer needs, where one is sent', async () => {
      const owner = await administratorOf(house)
      const entra = await logoutConnection({ preset: 'microsoft-entra-id' })
      const settingsOf = async ({ id }: Connection) =>
        (await owner.get(`/admin/connections/${id}/settings`)).text()
      expect(await settingsOf(connection)).toContain('While there is no key, no answer is sent')
      expect(await settingsOf(entra)).not.toContain('no answer is sent')
    })

    test('with a key of ours it is answered, with its RelayState; Entra is not, since it takes no answer', async () => {
      await requestKeys(house.world).make()
      const to = new URL(locationOf(await inFrame(askedTo(connection, { id: '_question' }))))
      const message = readRedirect(to.search)
      expect([`${to.origin}${to.pathname}`, message.relayState, message.signature === undefined]).toEqual([
        there,
        'state1',
        false,
      ])
      expect(readLogoutResponse(message.octets)).toMatchObject({
        inResponseTo: '_question',
        destination: there,
      })
      const entra = await logoutConnection({ preset: 'microsoft-entra-id' })
      expect((await inFrame(askedTo(entra))).status).toBe(200)
    })

    test('at top level the browser goes on to the application’s log-out; in a frame the page says when it ends', async () => {
      const entra = await logoutConnection({ preset: 'microsoft-entra-id' })
      for (const [headers, onward] of [
        [{ 'sec-fetch-dest': 'document' }, true],
        [{}, true],
        [{ 'sec-fetch-dest': 'iframe' }, false],
      ] as const) {
        const browser = await signedIn(entra)
        const answer = await browser.get(askedTo(entra), headers)
        const leads = locationOf(answer) === '/sign-out/on?at=identity-provider&application=bitbucket1'
        expect([headers, leads]).toEqual([headers, onward])
        if (!onward) expect(await answer.text()).toContain('or until it is unused')
        expect(await isIn(browser)).toBe(false)
      }
      // Nobody who is not signed in here is led anywhere by a browser that does not say where it is.
      expect((await inFrame(askedTo(entra))).status).toBe(200)
    })

    test('at top level, where it waits for the answer, the application is told in a frame and the answer is not held up', async () => {
      await requestKeys(house.world).make()
      const browser = await signedIn()
      const answer = await browser.get(askedTo(connection, { id: '_waits' }), {
        'sec-fetch-dest': 'document',
      })
      const [, seconds, back = ''] = /^(\d); url=(.*)$/.exec(answer.headers.get('refresh') ?? '') ?? []
      const message = readRedirect(new URL(back).search)
      expect([seconds, back.startsWith(there), message.relayState]).toEqual(['2', true, 'state1'])
      expect(readLogoutResponse(message.octets)).toMatchObject({ inResponseTo: '_waits' })
      const { origin } = new URL(house.bitbucket.baseUrl)
      expect(answer.headers.get('content-security-policy')).toContain(`frame-src ${origin}`)
      const logOut = `${house.bitbucket.baseUrl}/j_atl_security_logout?from=sso`
      expect(await answer.text()).toMatch(
        new RegExp(`<iframe src="${logOut.replaceAll(/[.?]/g, '\\$&')}"[^>]* referrerpolicy="origin"`),
      )
      expect(await isIn(browser)).toBe(false)
    })

    test('the query is verified octet by octet as it came, whatever the order of its parameters', async () => {
      const browser = await signedIn()
      const path = askedTo(connection)
      const query = new URL(path, house.origin).search.slice(1)
      const pieces = new Map(query.split('&').map((piece) => [piece.slice(0, piece.indexOf('=')), piece]))
      const upper = ['SAMLRequest', 'RelayState', 'Signature', 'SigAlg']
        .map((name) => pieces.get(name))
        .join('&')
      const where = path.slice(0, path.indexOf('?'))
      const damaged = `${where}?${upper.replaceAll(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())}`
      expect((await inFrame(damaged)).status).toBe(403)
      expect(await isIn(browser)).toBe(true)
      expect((await inFrame(`${where}?${upper}`)).status).toBe(302)
      expect(await isIn(browser)).toBe(false)
    })

    test('forged, altered, old, misdirected or repeated it ends nothing', async () => {
      const browser = await signedIn()
      const { now } = house.clock
      const stranger = testSigningKey('Somebody else', now - 60_000)
      const repeated = askedTo(connection, { nameId: 'nobody@contoso.example' })
      await inFrame(repeated)
      const wrong: Readonly<Record<string, string>> = {
        unsigned: askedTo(connection, { unsigned: true }),
        'by another key': askedTo(connection, { key: stranger }),
        altered: askedTo(connection).replace('RelayState=state1', 'RelayState=state2'),
        'of another party': askedTo(connection, { issuer: 'https://evil.example/' }),
        'over by now': askedTo(connection, { notOnOrAfter: now - 600_000 }),
        old: askedTo(connection, { issueInstant: now - 14 * 60_000 }),
        'to another address': askedTo(connection, { destination: 'https://elsewhere.example/logout' }),
        repeated,
        'no message': pathIn(logoutAddress(connection)),
        garbage: `${pathIn(logoutAddress(connection))}?SAMLRequest=%00`,
      }
      for (const [name, path] of Object.entries(wrong)) {
        const answer = await inFrame(path)
        expect([name, [400, 403].includes(answer.status)]).toEqual([name, true])
        expect([name, (await answer.text()).includes('You are not signed in')]).toEqual([name, false])
      }
      expect(await isIn(browser)).toBe(true)
    })
  })
})
