import { eachStore } from '@postern/kit/testing'
import { readLogoutResponse, readRedirect, redirectUrl, writeLogoutRequest } from '@postern/saml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administratorOf } from '../administrators/test-administrator.ts'
import { type Connection, logoutAddress } from '../connections/connection.ts'
import { ssoLocationOf } from '../connections/location.ts'
import { requestKeys } from '../request-signing/store.ts'
import { locationOf } from '../sign-in/test-browser.ts'
import { personOf, type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { testSigningKey } from '../sign-in/test-signing-key.ts'
import { type LogoutHands, logoutHands, there } from './test-logout.ts'

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

/** A log-out that the identity provider begins. */
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

  /** Where the identity provider sends a browser that it signs out. */
  const askedTo = (of: Connection, asked: Asked = {}) =>
    hands.pathIn(
      redirectUrl({
        location: logoutAddress(of),
        samlRequest: writeLogoutRequest({
          id: asked.id ?? hands.newId(),
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

  test('every session of the person ends, in other browsers too and without their cookie', async () => {
    const [one, two] = [await hands.signedIn(connection), await hands.signedIn(connection)]
    const answer = await inFrame(askedTo(connection))
    expect([answer.status, (await answer.text()).includes('You are signed out')]).toEqual([200, true])
    expect([await hands.isIn(one), await hands.isIn(two)]).toEqual([false, false])
  })

  test('a session that is named by its index ends alone; somebody else stays', async () => {
    const other = await hands.logoutConnection()
    const somebody = await hands.signedIn(other)
    const browser = await hands.signedIn(connection)
    await inFrame(askedTo(connection, { sessionIndexes: ['_unknown'], nameId: personOf(other) }))
    expect([await hands.isIn(browser), await hands.isIn(somebody)]).toEqual([true, true])
    await inFrame(askedTo(connection, { nameId: `object of ${personOf(connection)}` }))
    expect([await hands.isIn(browser), await hands.isIn(somebody)]).toEqual([false, true])
  })

  test('the Settings say what an answer needs, where one is sent', async () => {
    const owner = await administratorOf(house)
    const entra = await hands.logoutConnection({ preset: 'microsoft-entra-id' })
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
    const entra = await hands.logoutConnection({ preset: 'microsoft-entra-id' })
    expect((await inFrame(askedTo(entra))).status).toBe(200)
  })

  test('at top level the browser goes on to the application’s log-out; in a frame the page says when it ends', async () => {
    const entra = await hands.logoutConnection({ preset: 'microsoft-entra-id' })
    for (const [headers, onward] of [
      [{ 'sec-fetch-dest': 'document' }, true],
      [{}, true],
      [{ 'sec-fetch-dest': 'iframe' }, false],
    ] as const) {
      const browser = await hands.signedIn(entra)
      const answer = await browser.get(askedTo(entra), headers)
      const leads = locationOf(answer) === '/sign-out/on?at=identity-provider&application=bitbucket1'
      expect([headers, leads]).toEqual([headers, onward])
      if (!onward) {
        expect(await answer.text()).toContain('or until it is unused')
        expect(answer.headers.get('content-security-policy')).toContain(
          `frame-ancestors ${new URL(ssoLocationOf(entra)).origin}`,
        )
        expect(answer.headers.get('x-frame-options')).toBeNull()
      }
      expect(await hands.isIn(browser)).toBe(false)
    }
    // Nobody who is not signed in here is led anywhere by a browser that does not say where it is.
    expect((await inFrame(askedTo(entra))).status).toBe(200)
  })

  test('at top level, where it waits for the answer, the application is told in a frame and the answer is not held up', async () => {
    await requestKeys(house.world).make()
    const browser = await hands.signedIn(connection)
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
    expect(await hands.isIn(browser)).toBe(false)
  })

  test('the query is verified octet by octet as it came, whatever the order of its parameters', async () => {
    const browser = await hands.signedIn(connection)
    const path = askedTo(connection)
    const query = new URL(path, house.origin).search.slice(1)
    const pieces = new Map(query.split('&').map((piece) => [piece.slice(0, piece.indexOf('=')), piece]))
    const upper = ['SAMLRequest', 'RelayState', 'Signature', 'SigAlg']
      .map((name) => pieces.get(name))
      .join('&')
    const where = path.slice(0, path.indexOf('?'))
    const damaged = `${where}?${upper.replaceAll(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())}`
    expect((await inFrame(damaged)).status).toBe(403)
    expect(await hands.isIn(browser)).toBe(true)
    expect((await inFrame(`${where}?${upper}`)).status).toBe(302)
    expect(await hands.isIn(browser)).toBe(false)
  })

  test('forged, altered, old, misdirected or repeated it ends nothing', async () => {
    const browser = await hands.signedIn(connection)
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
      'no message': hands.pathIn(logoutAddress(connection)),
      garbage: `${hands.pathIn(logoutAddress(connection))}?SAMLRequest=%00`,
    }
    for (const [name, path] of Object.entries(wrong)) {
      const answer = await inFrame(path)
      expect([name, [400, 403].includes(answer.status)]).toEqual([name, true])
      expect([name, (await answer.text()).includes('You are not signed in')]).toEqual([name, false])
    }
    expect(await hands.isIn(browser)).toBe(true)
  })
})
