import { eachStore } from '@postern/kit/testing'
import { HTTP_POST, readAuthnRequest, readPost } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../connections/connection.ts'
import { signIns } from './store.ts'
import { begin, codeOf, locationOf, pathOf, referenceOf } from './test-browser.ts'
import { personOf, type TestHouse, testHouse } from './test-house.ts'

const minute = 60_000

eachStore((_engine, open) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse(await open())
  })
  afterAll(() => house.stop())

  const rowOf = async ({ id }: Connection) =>
    (await house.activity.list({ query: '' })).find(({ connection }) => connection?.id === id)
  const row = async (answer: Response) => house.activity.findByReference(await referenceOf(answer))

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

    test('goes by HTTP-POST where the identity provider offers nothing else', async () => {
      const { identityProvider, ...rest } = await house.connection()
      if (!identityProvider) throw new Error('the connection of the test house has an identity provider')
      const location = 'https://login.example/post?tenant=1'
      const singleSignOn = [{ binding: HTTP_POST, location }]
      await house.connections.change(rest.id, { identityProvider: { ...identityProvider, singleSignOn } })
      const page = await house.browser().get(new URL(rest.address).pathname)
      const html = await page.text()
      expect(page.headers.get('content-security-policy')).not.toContain('form-action')
      expect(html).toContain(`action="${location}" data-continue`)
      const value = /name="SAMLRequest" value="([^"]+)"/.exec(html)?.[1] ?? ''
      expect(readAuthnRequest(readPost(value)).assertionConsumerServiceUrl).toBe(rest.address)
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
    await house.connections.change(connection.id, { state: 'paused' })
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
