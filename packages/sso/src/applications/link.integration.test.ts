import { createApp } from '@postern/kit/http'
import { eachStore, type TestClock, testWorld } from '@postern/kit/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '../administrators/test-administrator.ts'
import { auditMigration } from '../audit/store.ts'
import { connect } from '../connectors/connect.ts'
import { TestBitbucket } from '../connectors/test-bitbucket.ts'
import { TestLink } from '../connectors/test-link.ts'
import { applicationRoutes } from './routes.tsx'
import { applications, applicationsMigration, credentialKindMigration, protocolMigration } from './store.ts'
import { ours } from './test-ours.ts'

const path = '/admin/applications/connect'
const callback = `http://localhost:4200${path}/callback`

eachStore((_engine, open) => {
  let server: TestBitbucket
  let link: TestLink
  let clock: TestClock
  let world: ReturnType<typeof testWorld>
  let kept: ReturnType<typeof applications>
  let app: ReturnType<typeof createApp>
  let jar: Map<string, string>
  beforeEach(async () => {
    server = await new TestBitbucket().start('/bitbucket')
    link = new TestLink(server)
    const store = await open()
    await store.migrate([applicationsMigration, credentialKindMigration, protocolMigration, auditMigration])
    clock = { now: Date.now() }
    world = testWorld({ store, name: 'sso', clock })
    kept = applications(store, world.seal)
    app = createApp({ world, answer: (web, { code, status }) => web.text(code, status) })
    app.use(asOwner)
    app.route('/', applicationRoutes({ ...ours, applications: kept, release: async () => undefined }))
    jar = new Map()
  })
  afterEach(() => server.stop())

  async function send(address: string, init: RequestInit = {}) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.request(address, { ...init, headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    const { status, headers } = response
    return { status, headers, location: headers.get('location') ?? '', text: await response.text() }
  }
  async function submit(typed: Record<string, string> = {}) {
    const csrf = /name="csrf" value="([^"]+)"/.exec((await send(path)).text)?.[1] ?? ''
    const body = new FormData()
    const fields = { way: 'link', baseUrl: server.baseUrl, ...link.client, csrf, ...typed }
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    return send(path, { method: 'POST', body })
  }
  const comeBack = (answer: Record<string, string>) =>
    send(`${path}/callback?${new URLSearchParams(answer).toString()}`)
  const connected = async () => {
    const { location } = await comeBack(link.allow((await submit()).location))
    const [application] = await kept.list()
    if (!application) throw new Error(`not connected: ${location}`)
    return application
  }
  const connector = async () =>
    connect({ world, applications: kept, application: await kept.require((await kept.list())[0]?.id ?? '') })
  const tokenCalls = () => server.asked.filter((call) => call.endsWith('oauth2/latest/token')).length

  describe('an application link', () => {
    test('is asked for with state and PKCE, and connects with the code', async () => {
      const sent = await submit({ straight: 'yes' })
      expect(sent.status).toBe(303)
      const asked = new URL(sent.location)
      expect(asked.origin + asked.pathname).toBe(`${server.baseUrl}/rest/oauth2/latest/authorize`)
      expect(Object.fromEntries(asked.searchParams)).toMatchObject({
        response_type: 'code',
        client_id: link.client.clientId,
        redirect_uri: callback,
        scope: 'SYSTEM_ADMIN',
        code_challenge_method: 'S256',
      })
      expect(server.idps).toHaveLength(0)
      const done = await comeBack(link.allow(sent.location))
      const [application] = await kept.list()
      expect(done.location).toBe(`/admin/applications/${application?.id}?done=connected`)
      expect(server.idps[0]).toMatchObject({ 'issuer-url': ours.issuer })
      expect(server.sso).toMatchObject({ 'show-login-form': false })
      const shown = (await send(done.location)).text
      for (const said of ['Bitbucket answers', 'Application link', 'Allowed by', 'Tried just now'])
        expect(shown).toContain(said)
      const again = await send(`${path}?again=${application?.id}`)
      expect(again.text).toContain(`value="${link.client.clientId}"`)
      for (const secret of [link.client.clientSecret, ...server.accessTokens])
        expect(shown + again.text + [...jar.values()].join()).not.toContain(secret)
    })

    test('leads back to Bitbucket where that sent one, and nowhere else', async () => {
      const inside = await submit({ returnTo: '/plugins/servlet/upm/installation' })
      const back = await comeBack(link.allow(inside.location))
      expect(back.location).toBe(`${server.baseUrl}/plugins/servlet/upm/installation`)
      for (const returnTo of ['https://elsewhere.example/', '/../elsewhere', '@elsewhere']) {
        const outside = await comeBack(link.allow((await submit({ returnTo })).location))
        expect(outside.location, returnTo).toMatch(/^\/admin\/applications\//)
      }
    })

    test('is filled from the address, the secret never', async () => {
      const query = new URLSearchParams({
        baseUrl: 'https://bitbucket.example',
        clientId: 'abc',
        clientSecret: 'secret of the link',
      })
      const { text, headers } = await send(`${path}?${query.toString()}`)
      expect(text).toContain('value="https://bitbucket.example"')
      expect(text).toContain('value="abc"')
      expect(text).not.toContain('secret of the link')
      // Its form ends at the page of Bitbucket that asks.
      expect(headers.get('content-security-policy')).not.toContain('form-action')
    })

    test.each([
      ['clientId', { clientId: '' }, 'Copy Client ID from Administration, Application links'],
      ['clientSecret', { clientSecret: '' }, 'Copy Client secret'],
      ['baseUrl', { baseUrl: 'http://127.0.0.1:9' }, 'cannot be reached'],
      ['userName', { clientId: '', clientSecret: '', password: 'x' }, 'Enter Administrator’s user name'],
    ])('names the field %s where it is wrong: %j', async (field, wrong, said) => {
      const { status, text } = await submit(wrong)
      expect([status, text.includes(`id="${field}-error"`), text.includes(said)]).toEqual([400, true, true])
      expect(text).not.toContain(link.client.clientSecret)
    })

    test('says what Bitbucket said: a wrong secret, a code that is no good, Deny', async () => {
      const wrong = link.allow((await submit({ clientSecret: 'other' })).location)
      expect((await comeBack(wrong)).text).toMatch(/id="clientSecret-error"/)
      const sent = await submit()
      const used = await comeBack({ ...link.allow(sent.location), code: 'unknown' })
      expect([used.status, used.text.includes('no such grant')]).toEqual([400, true])
      const { state } = link.allow((await submit()).location)
      const denied = await comeBack({ state, error: 'access_denied' })
      expect(denied.text).toContain('Nothing was changed.')
      expect(denied.text).toContain(`value="${link.client.clientId}"`)
      expect([server.idps, await kept.list()]).toEqual([[], []])
    })

    test('an answer is taken once, in the browser that began, within twenty minutes', async () => {
      const answer = link.allow((await submit()).location)
      expect(await comeBack({ ...answer, state: 'another' })).toMatchObject({ status: 403 })
      const second = link.allow((await submit()).location)
      const mine = jar
      jar = new Map()
      expect((await comeBack(second)).text).toBe('application-consent-stray')
      jar = mine
      expect((await comeBack(second)).status).toBe(303)
      expect((await comeBack(second)).status).toBe(403)
      const late = link.allow((await submit()).location)
      clock.now += 21 * 60_000
      expect((await comeBack(late)).status).toBe(403)
    })
  })

  describe('an access token', () => {
    test('is refreshed when it is about to end, and the new one is kept', async () => {
      await connected()
      await (await connector()).check()
      expect(tokenCalls()).toBe(1)
      clock.now += link.life * 1_000
      server.accessTokens.clear()
      await (await connector()).check()
      await (await connector()).check()
      expect(tokenCalls()).toBe(2)
    })

    test('is refreshed once, however many calls need it at the same time', async () => {
      await connected()
      clock.now += link.life * 1_000
      server.accessTokens.clear()
      const checks = Array.from({ length: 8 }, async () => (await connector()).check())
      expect(await Promise.all(checks)).toHaveLength(8)
      expect([...link.refreshTokens]).toHaveLength(1)
    })

    test('that Bitbucket no longer takes, or no longer refreshes, says what to do', async () => {
      const { id } = await connected()
      server.accessTokens.clear()
      const revoked = (await send(`/admin/applications/${id}`)).text
      for (const said of ['Bitbucket cannot be used now', 'no longer lets Postern in', 'Connect again'])
        expect(revoked).toContain(said)
      clock.now += link.life * 1_000
      link.refreshTokens.clear()
      await expect((await connector()).check()).rejects.toMatchObject({ code: 'application-consent' })
    }, 20_000)
  })

  test('Disconnect works with a link', async () => {
    const { id } = await connected()
    const form = await send(`/admin/applications/${id}/disconnect`)
    const body = new FormData()
    body.set('csrf', /name="csrf" value="([^"]+)"/.exec(form.text)?.[1] ?? '')
    const gone = await send(`/admin/applications/${id}/disconnect`, { method: 'POST', body })
    expect([gone.status, server.idps]).toEqual([303, []])
  })
})
