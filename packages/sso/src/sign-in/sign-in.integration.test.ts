import { eachStore } from '@postern/kit/testing'
import { readAuthnRequest, readRedirect, writeErrorResponse, writePost } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../connections/connection.ts'
import { signIns } from './store.ts'
import { codeOf, locationOf, personOf, type TestBrowser, type TestHouse, testHouse } from './test-house.ts'
import { testSigningKey } from './test-signing-key.ts'

const minute = 60_000
const pathOf = (connection: Connection) => new URL(connection.address).pathname

eachStore((_engine, open) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse(await open())
  })
  afterAll(() => house.stop())

  /** Goes to the address and reads what the identity provider gets. */
  async function begin(browser: TestBrowser, connection: Connection, query = '') {
    const sent = await browser.get(`${pathOf(connection)}${query}`)
    expect(sent.status).toBe(302)
    const url = new URL(locationOf(sent))
    const message = readRedirect(url.search)
    return { url, request: readAuthnRequest(message.octets), relayState: message.relayState ?? '' }
  }

  const rowOf = async ({ id }: Connection) =>
    (await house.activity.list({ query: '' })).find(({ connection }) => connection?.id === id)
  const row = async (answer: Response) => {
    const reference = /data-copy="([^"]+)"/.exec(await answer.clone().text())?.[1] ?? ''
    return house.activity.findByReference(reference)
  }
  const session = (browser: TestBrowser) => browser.cookies.get('sso-session')?.value

  describe('started at the address', () => {
    test('sends an AuthnRequest as Entra wants it, with the hint as query', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { url, request } = await begin(browser, connection, '?login_hint=B.Simon@contoso.example')
      expect(url.origin + url.pathname).toBe('https://login.example/saml2')
      expect(url.searchParams.get('tenant')).toBe('1')
      expect(url.searchParams.get('login_hint')).toBe('B.Simon@contoso.example')
      expect(request).toMatchObject({
        issuer: { value: connection.address },
        assertionConsumerServiceUrl: connection.address,
        forceAuthn: false,
        subjectPresent: false,
      })
      expect(request.id).toMatch(/^_[0-9a-f]{32}$/)
      expect(request.nameIdPolicy).toBeUndefined()
    })

    test('ends at the application, as the person, whose account was made with its groups', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { request, relayState } = await begin(browser, connection)
      const answer = await browser.answer(
        pathOf(connection),
        house.response(connection, { inResponseTo: request.id }),
        relayState,
      )
      expect(answer.status).toBe(303)
      const entrance = new URL(locationOf(answer))
      expect(entrance.origin).toBe(new URL(house.bitbucket.baseUrl).origin)
      expect(entrance.pathname).toBe('/plugins/servlet/oidc/initiate-login')
      expect(entrance.searchParams.get('iss')).toBe(`${house.origin}/openid`)
      expect(entrance.searchParams.get('login_hint')).toBe(personOf(connection))
      expect(house.bitbucket.groupsOf(personOf(connection))).toEqual(['stash-users'])
      const page = await (await browser.get('/')).text()
      expect(page).toContain('You are signed in')
      expect(page).toContain(personOf(connection))
    })

    test('leaves one row of activity, from the first request to the account, with every check', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { request, relayState } = await begin(browser, connection)
      const begun = await rowOf(connection)
      expect(begun).toMatchObject({ outcome: 'begun', startedBy: 'address' })
      const nameId = 'Row@contoso.example'
      const xml = house.response(connection, { inResponseTo: request.id, nameId })
      await browser.answer(pathOf(connection), xml, relayState)
      const ended = await house.activity.find(begun?.id ?? '')
      expect(ended).toMatchObject({ outcome: 'signed-in', person: nameId, application: 'Bitbucket' })
      expect(ended?.timeline.map(({ title }) => title)).toEqual([
        'Sent to the identity provider',
        'Answer arrived',
        'Signature verified',
        'Accepted',
        'Account in Bitbucket',
      ])
      expect(ended?.checks.length).toBeGreaterThan(10)
      expect(ended?.checks.some(({ verdict }) => verdict === 'refused')).toBe(false)
      expect(await house.activity.list({ query: nameId })).toHaveLength(1)
    })

    test('whoever is signed in already, a GET begins anew', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const first = await begin(browser, connection)
      const xml = house.response(connection, { inResponseTo: first.request.id })
      await browser.answer(pathOf(connection), xml, first.relayState)
      const second = await begin(browser, connection)
      expect(second.request.id).not.toBe(first.request.id)
      const other = { inResponseTo: second.request.id, nameId: 'Other@contoso.example' }
      await browser.answer(pathOf(connection), house.response(connection, other), second.relayState)
      expect(await (await browser.get('/')).text()).toContain('Other@contoso.example')
    })
  })

  describe('started by the identity provider', () => {
    test('ends at the path that RelayState names, if it is a path of the application', async () => {
      const connection = await house.connection()
      const answer = await house
        .browser()
        .answer(pathOf(connection), house.response(connection), '/projects/ACME')
      expect(answer.status).toBe(303)
      expect(locationOf(answer)).toContain(encodeURIComponent('/projects/ACME'))
    })

    test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
      'RelayState %s leads nowhere',
      async (relayState) => {
        const connection = await house.connection()
        const answer = await house
          .browser()
          .answer(pathOf(connection), house.response(connection), relayState)
        expect(new URL(locationOf(answer)).origin).toBe(new URL(house.bitbucket.baseUrl).origin)
        expect(locationOf(answer)).not.toContain('evil')
        expect(locationOf(answer)).not.toContain('javascript')
      },
    )

    test('is refused where the connection does not allow it', async () => {
      const connection = await house.connection({ unsolicited: false })
      const answer = await house.browser().answer(pathOf(connection), house.response(connection))
      expect(answer.status).toBe(403)
      expect((await row(answer))?.refusal?.code).toBe(await codeOf(answer))
    })
  })

  describe('once', () => {
    test('the same answer is refused the second time, also to the same browser', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { request, relayState } = await begin(browser, connection)
      const xml = house.response(connection, { inResponseTo: request.id })
      expect((await browser.answer(pathOf(connection), xml, relayState)).status).toBe(303)
      const again = await browser.answer(pathOf(connection), xml, relayState)
      expect([again.status, await codeOf(again)]).toEqual([403, 'response-replayed'])
    })

    test('of twenty at once exactly one wins', async () => {
      const connection = await house.connection()
      const xml = house.response(connection)
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => house.browser().answer(pathOf(connection), xml)),
      )
      const codes = await Promise.all(
        answers.map(async (answer) => (answer.status === 303 ? 'in' : codeOf(answer))),
      )
      expect(codes.filter((code) => code === 'in')).toHaveLength(1)
      expect(codes.filter((code) => code === 'response-replayed')).toHaveLength(19)
    })

    test('of twenty at once with one RelayState exactly one wins', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { request, relayState } = await begin(browser, connection)
      const xml = house.response(connection, { inResponseTo: request.id })
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => browser.answer(pathOf(connection), xml, relayState)),
      )
      expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    })
  })

  describe('only the browser that began', () => {
    test('another browser is refused, and the right one still comes in', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const thief = house.browser()
      await begin(thief, connection)
      const { request, relayState } = await begin(browser, connection)
      const xml = house.response(connection, { inResponseTo: request.id })
      const stolen = await thief.answer(pathOf(connection), xml, relayState)
      expect([stolen.status, await codeOf(stolen), session(thief)]).toEqual([403, 'wrong-browser', undefined])
      expect((await browser.answer(pathOf(connection), xml, relayState)).status).toBe(303)
    })

    test('a browser that does not carry the cookie across sites sends the answer again from our page', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { request, relayState } = await begin(browser, connection)
      browser.cookies.delete('sso-binder')
      const xml = house.response(connection, { inResponseTo: request.id })
      const page = await browser.answer(pathOf(connection), xml, relayState)
      const html = await page.text()
      expect(page.status).toBe(200)
      expect(html).toContain('data-continue')
      expect(html).toContain('Continue')
      expect(page.headers.get('content-security-policy')).not.toContain('form-action')
      const fields = Object.fromEntries(
        [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
          ([, name = '', value = '']) => [name, value],
        ),
      )
      expect((await browser.post(pathOf(connection), fields)).status).toBe(303)
    })

    test('without any cookie it is resubmitted once and then refused', async () => {
      const connection = await house.connection()
      const { request, relayState } = await begin(house.browser(), connection)
      const stranger = house.browser()
      const xml = house.response(connection, { inResponseTo: request.id })
      expect((await stranger.answer(pathOf(connection), xml, relayState)).status).toBe(200)
      const fields = { SAMLResponse: writePost(xml), RelayState: relayState, resubmitted: 'yes' }
      const again = await stranger.post(pathOf(connection), fields)
      expect([again.status, await codeOf(again)]).toEqual([403, 'wrong-browser'])
    })
  })

  describe('refused, each with its own code', () => {
    const refuse = async (answer: Response, status: number, code: string) => {
      const attempt = await row(answer)
      expect([answer.status, await codeOf(answer)]).toEqual([status, code])
      expect(attempt).toMatchObject({ outcome: 'refused', refusal: { code } })
      return attempt
    }

    test('an unknown connection', async () => {
      const path = '/plugins/servlet/no.kantega.saml/sp/0123456789abcdef01234567/login'
      await refuse(await house.browser().get(path), 404, 'connection-unknown')
      await refuse(await house.browser().answer(path, '<a/>'), 404, 'connection-unknown')
    })

    test.each([
      ['a draft', { state: 'draft' }],
      ['paused', { state: 'paused' }],
      ['without known domains', { knownDomains: [] }],
    ] as const)('a connection that is %s', async (_what, changes) => {
      const connection = await house.connection(changes)
      await refuse(await house.browser().get(pathOf(connection)), 409, 'connection-not-ready')
      const answer = await house.browser().answer(pathOf(connection), house.response(connection))
      await refuse(answer, 409, 'connection-not-ready')
    })

    test('a RelayState that is too old, and one that never was', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { request, relayState } = await begin(browser, connection)
      house.clock.now += 16 * minute
      const xml = house.response(connection, { inResponseTo: request.id })
      await refuse(await browser.answer(pathOf(connection), xml, relayState), 403, 'relay-state-expired')
      const never = 'A'.repeat(43)
      await refuse(await browser.answer(pathOf(connection), xml, never), 403, 'relay-state-unknown')
      await refuse(await browser.answer(pathOf(connection), xml), 403, 'relay-state-unknown')
    })

    test('a RelayState of another connection', async () => {
      const [one, other] = [await house.connection(), await house.connection()]
      const browser = house.browser()
      const { request, relayState } = await begin(browser, one)
      const xml = house.response(other, { inResponseTo: request.id })
      await refuse(await browser.answer(pathOf(other), xml, relayState), 403, 'relay-state-unknown')
    })

    test('an answer without InResponseTo to a sign-in that was begun here', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { relayState } = await begin(browser, connection)
      const answer = await browser.answer(pathOf(connection), house.response(connection), relayState)
      expect(answer.status).toBe(403)
      expect((await row(answer))?.outcome).toBe('refused')
    })

    test('a domain that is not known', async () => {
      const connection = await house.connection()
      const xml = house.response(connection, { nameId: 'ann@fabrikam.example' })
      const attempt = await refuse(
        await house.browser().answer(pathOf(connection), xml),
        403,
        'domain-not-known',
      )
      expect(attempt?.person).toBe('ann@fabrikam.example')
      expect(house.bitbucket.users.some(({ name }) => name === 'ann@fabrikam.example')).toBe(false)
    })

    test('another key', async () => {
      const connection = await house.connection()
      const key = testSigningKey('Somebody else', house.clock.now)
      const answer = await house.browser().answer(pathOf(connection), house.response(connection, { key }))
      const attempt = await row(answer)
      expect(answer.status).toBe(403)
      expect(attempt?.refusal?.code).toMatch(/^signature/)
      expect(attempt?.person).toBeUndefined()
    })

    test('another audience, with expected and received', async () => {
      const connection = await house.connection()
      const xml = house.response(connection, { audience: 'https://bitbucket-test.example/login' })
      const answer = await house.browser().answer(pathOf(connection), xml)
      const attempt = await row(answer)
      expect(attempt?.checks.find(({ verdict }) => verdict === 'refused')).toMatchObject({
        code: attempt?.refusal?.code,
        expected: expect.stringContaining(connection.address),
        received: expect.stringContaining('https://bitbucket-test.example/login'),
      })
    })

    test('a refusal by the identity provider, with both codes and its message', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { request, relayState } = await begin(browser, connection)
      const xml = writeErrorResponse({
        id: '_1',
        issueInstant: house.clock.now,
        inResponseTo: request.id,
        issuer: connection.identityProvider?.entityId ?? '',
        codes: [
          'urn:oasis:names:tc:SAML:2.0:status:Responder',
          'urn:oasis:names:tc:SAML:2.0:status:NoPassive',
        ],
        message: 'AADSTS50058: Session information is not sufficient.',
      })
      const answer = await browser.answer(pathOf(connection), xml, relayState)
      const text = await answer.clone().text()
      const attempt = await refuse(answer, 403, 'response-status')
      expect(JSON.stringify(attempt?.refusal?.facts)).toContain('NoPassive')
      expect(JSON.stringify(attempt?.refusal?.facts)).toContain('AADSTS50058')
      expect(text).not.toContain('AADSTS50058')
    })
  })

  describe('garbage', () => {
    test.each([
      ['no base64', '%%%'],
      ['no XML', writePost('hello')],
      ['half an element', writePost('<samlp:Response')],
      ['a DOCTYPE', writePost('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
      ['another message', writePost('<a xmlns="urn:b"/>')],
      ['nothing', ''],
    ])('%s is refused with a code and a row', async (_what, value) => {
      const connection = await house.connection()
      const answer = await house.browser().postFromElsewhere(pathOf(connection), { SAMLResponse: value })
      expect([400, 403]).toContain(answer.status)
      const attempt = await row(answer)
      expect(attempt?.refusal?.code).toBe(await codeOf(answer))
      expect(attempt?.refusal?.code).not.toBe('internal')
    })

    test('more than 512 KiB of XML, and a body without end', async () => {
      const connection = await house.connection()
      for (const size of [600_000, 2_000_000]) {
        const value = Buffer.alloc(size, 'x').toString('base64')
        const answer = await house.browser().postFromElsewhere(pathOf(connection), { SAMLResponse: value })
        expect([400, 403]).toContain(answer.status)
        expect(['post-size', 'body-too-large']).toContain(await codeOf(answer))
      }
    })

    test('a parameter that comes twice, or not as a form', async () => {
      const connection = await house.connection()
      const post = (type: string, body: string) =>
        fetch(house.origin + pathOf(connection), { method: 'POST', headers: { 'content-type': type }, body })
      const twice = await post('application/x-www-form-urlencoded', 'SAMLResponse=YQ==&SAMLResponse=YQ==')
      expect([twice.status, await codeOf(twice)]).toEqual([400, 'post-parameter'])
      const json = await post('application/json', '{}')
      expect([json.status, await codeOf(json)]).toEqual([400, 'post-type'])
    })

    test('the server still serves', async () => {
      expect((await house.browser().get('/')).status).toBe(200)
    })
  })

  test('where a fresh sign-in was asked for, an old one is refused', async () => {
    const connection = await house.connection()
    const browser = house.browser()
    const { request, relayState } = await begin(browser, connection)
    await house.world.store
      .tables<{ sign_ins: { id: string; fresh: number } }>()
      .updateTable('sign_ins')
      .set({ fresh: 1 })
      .where('id', '=', relayState)
      .execute()
    const old = { inResponseTo: request.id, authnInstant: house.clock.now - 60 * minute }
    const answer = await browser.answer(pathOf(connection), house.response(connection, old), relayState)
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'authentication-not-fresh'])
  })

  test('pausing the connection ends the sessions that it opened', async () => {
    const connection = await house.connection()
    const browser = house.browser()
    await browser.answer(pathOf(connection), house.response(connection))
    expect(await (await browser.get('/')).text()).toContain('You are signed in')
    await house.connections.save({ ...connection, state: 'paused' })
    expect(await (await browser.get('/')).text()).not.toContain('You are signed in')
  })

  test('what expired is swept, an hour late', async () => {
    const connection = await house.connection()
    const { relayState } = await begin(house.browser(), connection)
    const kept = signIns(house.world.store)
    await kept.sweep(house.clock.now + 60 * minute)
    expect(await kept.find(relayState)).toBeDefined()
    await kept.sweep(house.clock.now + 90 * minute)
    expect(await kept.find(relayState)).toBeUndefined()
  })

  test('the metadata of this service names its address', async () => {
    const connection = await house.connection()
    const answer = await house.browser().get(`${pathOf(connection)}/metadata`)
    expect(answer.headers.get('content-type')).toContain('application/samlmetadata+xml')
    expect(await answer.text()).toContain(`entityID="${connection.address}"`)
  })
})
