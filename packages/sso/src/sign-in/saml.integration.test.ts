import { eachStore } from '@postern/kit/testing'
import {
  identityOf,
  judgeResponse,
  readMetadata,
  readPost,
  redirectUrl,
  refusal,
  verifyResponse,
  writeAuthnRequest,
  writePost,
} from '@postern/saml'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../connections/connection.ts'
import { asked, codeOf, locationOf, referenceOf, type TestBrowser } from './test-browser.ts'
import { personOf, type TestHouse, testHouse } from './test-house.ts'

const minute = 60_000

eachStore((_engine, open) => {
  let house: TestHouse
  let connection: Connection
  beforeAll(async () => {
    house = await testHouse(await open(), { protocol: 'saml' })
  })
  afterAll(() => house.stop())
  beforeEach(async () => {
    for (const one of await house.connections.list())
      await house.connections.change(one.id, { state: 'paused' })
    connection = await house.connection()
  })

  const address = () => `${house.bitbucket.baseUrl}/plugins/servlet/samlconsumer`
  const requestXml = (more: Partial<Parameters<typeof writeAuthnRequest>[0]> = {}) =>
    writeAuthnRequest({
      id: '_request1',
      issueInstant: house.clock.now,
      destination: `${house.origin}/saml/sso`,
      assertionConsumerServiceUrl: address(),
      issuer: house.bitbucket.baseUrl,
      ...more,
    })

  /** Bitbucket sends the browser with a request; where it stands then. */
  async function ask(browser: TestBrowser, more: Parameters<typeof requestXml>[0] = {}) {
    const location = `${house.origin}/saml/sso`
    const url = redirectUrl({ location, samlRequest: requestXml(more), relayState: 'state of Bitbucket' })
    const kept = await browser.get(url)
    return { kept, waits: locationOf(kept) }
  }

  /** The identity provider answers, and the browser goes back to where the request waits. */
  async function signIn(browser: TestBrowser, waits: string, nameId = personOf(connection)) {
    const at = asked(new URL(locationOf(await browser.get(waits))))
    const xml = house.response(connection, { inResponseTo: at.request.id, nameId })
    const sent = await browser.answer(new URL(connection.address).pathname, xml, at.relayState)
    expect(locationOf(sent)).toBe(waits)
    return browser.get(waits)
  }

  const fieldOf = (html: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

  /** What Bitbucket makes of the page that carries the answer: certificate from our metadata, every check. */
  async function received(page: Response, inResponseTo: string | null) {
    const html = await page.text()
    expect(html).toContain(`action="${address()}"`)
    const metadata = await fetch(`${house.origin}/saml/metadata`)
    const [ours] = readMetadata(new Uint8Array(await metadata.arrayBuffer())).entities
    const verified = verifyResponse(
      readPost(fieldOf(html, 'SAMLResponse')),
      ours?.identityProvider?.certificates ?? [],
    )
    expect(verified.signatures.map(({ covers }) => covers)).toContain('Response')
    const expected = {
      now: house.clock.now,
      issuer: `${house.origin}/saml/metadata`,
      entityId: house.bitbucket.baseUrl,
      assertionConsumerServiceUrl: address(),
      inResponseTo,
      unsolicited: true,
      accountAttributes: [],
    }
    const refused = refusal(judgeResponse(verified, expected))
    if (refused) throw refused
    return { identity: identityOf(verified), relayState: fieldOf(html, 'RelayState') }
  }

  test('an AuthnRequest leads to the identity provider and back with a signed answer', async () => {
    const browser = house.browser()
    const { kept, waits } = await ask(browser)
    expect([kept.status, waits.startsWith('/saml/sign-in/')]).toEqual([303, true])
    const { identity, relayState } = await received(await signIn(browser, waits), '_request1')
    expect([identity.nameId, relayState]).toEqual([personOf(connection), 'state of Bitbucket'])
  })

  test('by HTTP-POST too; with a session nobody is asked again; a request is answered once', async () => {
    const browser = house.browser()
    await signIn(browser, (await ask(browser)).waits)
    const fields = { SAMLRequest: writePost(requestXml({ id: '_request2' })), RelayState: 'r' }
    const waits = locationOf(await browser.postFromElsewhere('/saml/sso', fields))
    expect((await received(await browser.get(waits), '_request2')).identity.nameId).toBe(personOf(connection))
    const again = await browser.get(waits)
    expect([again.status, await codeOf(again)]).toEqual([403, 'saml-request-unknown'])
  })

  test('ForceAuthn asks anew, and the answer of that sign-in is enough', async () => {
    const browser = house.browser()
    await signIn(browser, (await ask(browser)).waits)
    house.clock.now += minute
    const { waits } = await ask(browser, { id: '_request3', forceAuthn: true })
    expect(asked(new URL(locationOf(await browser.get(waits)))).request.forceAuthn).toBe(true)
    await received(await signIn(browser, waits), '_request3')
  })

  test('IsPassive asks nobody: NoPassive without a session', async () => {
    const browser = house.browser()
    const { waits } = await ask(browser, { id: '_request4', isPassive: true })
    const html = await (await browser.get(waits)).text()
    const answer = Buffer.from(readPost(fieldOf(html, 'SAMLResponse'))).toString()
    expect(answer).toContain('urn:oasis:names:tc:SAML:2.0:status:NoPassive')
    expect(answer).not.toContain('Assertion')
  })

  test('a sign-in that the identity provider began enters Bitbucket without a request', async () => {
    const browser = house.browser()
    const page = await browser.answer(new URL(connection.address).pathname, house.response(connection))
    expect((await received(page, null)).identity.nameId).toBe(personOf(connection))
  })

  test('another browser cannot answer it', async () => {
    const { waits } = await ask(house.browser())
    const stranger = await house.browser().get(waits)
    const row = await house.activity.findByReference(await referenceOf(stranger))
    expect([stranger.status, await codeOf(stranger)]).toEqual([403, 'saml-request-unknown'])
    expect(row?.refusal?.code).toBe('saml-request-unknown')
  })

  test.each([
    ['another issuer', { issuer: 'https://other.example' }, 'saml-request-issuer'],
    ['another address', { assertionConsumerServiceUrl: 'https://evil.example/acs' }, 'reply-url'],
    ['another destination', { destination: 'https://other.example/sso' }, 'destination'],
    ['a request from the future', { issueInstant: Date.parse('2026-11-26T08:00:00Z') }, 'issue-instant'],
    [
      'a persistent name',
      { nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' },
      'saml-request-name',
    ],
  ])('%s is refused here, and sent nowhere', async (_what, more, code) => {
    const { kept, waits } = await ask(house.browser(), more)
    expect([waits, await codeOf(kept)]).toEqual(['', code])
  })

  test('nothing, or an answer, is no request', async () => {
    const empty = await house.browser().get('/saml/sso')
    expect([empty.status, await codeOf(empty)]).toEqual([400, 'saml-request-missing'])
    const location = `${house.origin}/saml/sso`
    const answer = await house.browser().get(redirectUrl({ location, samlResponse: requestXml() }))
    expect(await codeOf(answer)).toBe('saml-request-missing')
  })
})
