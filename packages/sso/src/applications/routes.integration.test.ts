import { randomUUID } from 'node:crypto'
import { createApp } from '@postern/kit/http'
import { eachStore, testWorld } from '@postern/kit/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '../administrators/test-administrator.ts'
import { auditMigration } from '../audit/store.ts'
import { usernameAttribute, usernameClaim } from '../connectors/registration.ts'
import { TestBitbucket } from '../connectors/test-bitbucket.ts'
import { applicationRoutes } from './routes.tsx'
import { applications, applicationsMigration, credentialKindMigration, protocolMigration } from './store.ts'
import { ours } from './test-ours.ts'

const connectPath = '/admin/applications/connect'

eachStore((_engine, open) => {
  let server: TestBitbucket
  let kept: ReturnType<typeof applications>
  let app: ReturnType<typeof createApp>
  let released: string[]
  beforeEach(async () => {
    server = await new TestBitbucket().start()
    const store = await open()
    await store.migrate([applicationsMigration, credentialKindMigration, protocolMigration, auditMigration])
    const world = testWorld({ store, name: 'sso' })
    kept = applications(store, world.seal)
    app = createApp({ world, answer: (web, { code, status }) => web.text(code, status) })
    app.use(asOwner)
    released = []
    const release = async (id: string) => void released.push(id)
    app.route('/', applicationRoutes({ ...ours, applications: kept, release }))
  })
  afterEach(() => server.stop())

  const page = async (path: string) => {
    const response = await app.request(path)
    return { status: response.status, text: await response.text() }
  }
  const connect = (fields: Readonly<Record<string, string>>) => send(connectPath, fields)
  /** Fills the form of the page as a browser does: its token, its cookie. */
  async function send(path: string, fields: Readonly<Record<string, string>> = {}) {
    const form = await app.request(path)
    const csrf = /name="csrf" value="([^"]+)"/.exec(await form.text())?.[1] ?? ''
    const cookie = form.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const response = await app.request(path, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrf, ...fields }).toString(),
    })
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      text: await response.text(),
    }
  }
  const right = () => ({
    baseUrl: `${server.baseUrl}/`,
    userName: 'admin',
    password: server.password,
    straight: 'yes',
  })

  test('an empty list says what to do', async () => {
    const { text } = await page('/admin/applications')
    expect(text).toContain('No application is connected yet')
    expect(text).toContain(`href="${connectPath}"`)
  })

  describe('Connect Bitbucket', () => {
    test('enters us as identity provider, as the real one wants it, and keeps the secrets sealed', async () => {
      const { status, location } = await connect(right())
      expect(status).toBe(303)
      const [application] = await kept.list()
      expect(location).toBe(`/admin/applications/${application?.id}?done=connected`)
      expect(server.idps).toHaveLength(1)
      expect(usernameClaim).toMatch(/^\$\{preferred_username\}$/)
      expect(server.idps[0]).toMatchObject({
        'sso-type': 'OIDC',
        enabled: true,
        'issuer-url': ours.issuer,
        'client-id': application?.openid.clientId,
        'discovery-enabled': true,
        'username-claim': usernameClaim,
        'additional-scopes': ['profile', 'email'],
        'jit-configuration': { 'user-provisioning-enabled': false },
      })
      expect(server.sso).toMatchObject({ 'show-login-form': false, 'enable-authentication-fallback': true })
      expect(application?.openid.redirectUri).toBe(`${server.baseUrl}/plugins/servlet/oidc/callback`)
      const secrets = await kept.secrets(application?.id ?? applicationOf())
      expect(`${application?.openid.clientId}${secrets.clientSecret}`).toMatch(/^[A-Za-z0-9]{72}$/)
      expect(secrets).toMatchObject({ userName: 'admin', password: server.password })
      const shown = (await page(location)).text
      for (const said of [
        'Bitbucket is connected',
        'Bitbucket answers',
        'Reached just now',
        '9.4.0',
        ours.issuer,
      ])
        expect(shown).toContain(said)
      expect(shown).not.toContain(server.password)
      expect(shown).not.toContain(secrets.clientSecret)
    })

    test('by SAML it enters us with our certificate, and a change of mind leaves one entry', async () => {
      const { location } = await connect({ ...right(), protocol: 'saml' })
      expect(server.idps).toHaveLength(1)
      expect(server.idps[0]).toMatchObject({
        'sso-type': 'SAML',
        'sso-issuer': ours.saml.entityId,
        'sso-url': ours.saml.singleSignOn,
        certificate: await ours.saml.certificate(),
        'username-attribute': usernameAttribute,
        'jit-configuration': { 'user-provisioning-enabled': false },
      })
      expect((await kept.list())[0]?.protocol).toBe('saml')
      expect(await kept.findByEntityId(server.baseUrl)).toBeDefined()
      expect((await page(location)).text).toContain(ours.saml.singleSignOn)
      await connect(right())
      expect(server.idps.map((entry) => entry['sso-type'])).toEqual(['OIDC'])
      expect(await kept.findByEntityId(server.baseUrl)).toBeUndefined()
      await connect({ ...right(), protocol: 'saml' })
      await send(`${location.split('?')[0]}/disconnect`)
      expect(server.idps).toEqual([])
    })

    test('a second time changes the one entry, and shows the login form again', async () => {
      await connect(right())
      const [before] = await kept.list()
      const { straight: _, ...noBox } = right()
      expect((await connect(noBox)).location).toBe(`/admin/applications/${before?.id}?done=updated`)
      expect(server.idps).toHaveLength(1)
      expect(await kept.list()).toHaveLength(1)
      expect((await kept.list())[0]?.openid).toEqual(before?.openid)
      expect(server.sso['show-login-form']).toBe(true)
    })

    test('leaves the login form alone without the box', async () => {
      const { straight: _, ...noBox } = right()
      await connect(noBox)
      expect(server.sso).toEqual({ 'show-login-form': true, 'enable-authentication-fallback': false })
    })

    test('heals when it stopped in the middle: one entry that our provider knows', async () => {
      server.after = ({ method, path }) => {
        if (method === 'POST' && path.startsWith('authconfig')) throw new Error('killed')
      }
      expect((await connect(right())).status).toBe(400)
      expect(await kept.list()).toHaveLength(0)
      server.after = () => undefined
      expect((await connect(right())).status).toBe(303)
      expect(server.idps).toHaveLength(1)
      const [application] = await kept.list()
      expect(server.idps[0]?.['client-id']).toBe(application?.openid.clientId)
    })

    test('by four administrators at once ends in one application and one entry that fit', async () => {
      const all = await Promise.all(Array.from({ length: 4 }, () => connect(right())))
      const statuses = all.map(({ status }) => status)
      // One may lose the entry that it was about to change, and is told so.
      expect(statuses).toContain(303)
      expect(statuses.filter((status) => status !== 303 && status !== 400)).toEqual([])
      const [application, ...more] = await kept.list()
      expect(more).toEqual([])
      await connect(right())
      expect(server.idps.map((entry) => entry['client-id'])).toEqual([application?.openid.clientId])
    })

    test('finds its entry again under another address of the same Bitbucket', async () => {
      await connect(right())
      const other = server.baseUrl.replace('127.0.0.1', 'localhost')
      const { status } = await connect({ ...right(), baseUrl: other })
      // Node may resolve localhost to ::1 first, where the test server does not listen.
      if (status === 303) expect((await kept.list()).map(({ baseUrl }) => baseUrl)).toEqual([other])
      expect(server.idps).toHaveLength(1)
    })

    test.each([
      ['baseUrl', { baseUrl: '' }, 'Enter Base URL'],
      ['baseUrl', { baseUrl: 'bitbucket' }, 'Base URL is not an address'],
      ['baseUrl', { baseUrl: 'http://bitbucket.example.com' }, 'must start with https://'],
      ['baseUrl', { baseUrl: 'https://a:b@bitbucket.example.com' }, 'must not hold a user name'],
      ['baseUrl', { baseUrl: 'http://127.0.0.1:9' }, 'cannot be reached'],
      ['userName', { userName: '' }, 'Enter Administrator’s user name'],
      ['password', { password: '' }, 'Enter Password'],
      ['password', { password: 'wrong' }, 'Check Administrator’s user name and Password'],
      ['userName', { userName: 'jane' }, 'does not administer Bitbucket'],
    ])('names the field %s where it is wrong: %j', async (field, wrong, said) => {
      server.addUser('jane')
      const mark = `user${randomUUID().slice(0, 8)}`
      const typed = {
        ...right(),
        ...('userName' in wrong || 'password' in wrong ? {} : { userName: mark }),
        ...wrong,
      }
      const { status, text } = await connect(typed)
      expect(status).toBe(400)
      expect(text).toContain(said)
      expect(text).toContain(`href="#${field}"`)
      expect(text).toContain(`id="${field}-error"`)
      if (typed.userName) expect(text).toContain(`value="${typed.userName}"`)
      expect(text).not.toContain(`value="${server.password}"`)
      expect(await kept.list()).toHaveLength(0)
      expect(server.idps).toHaveLength(0)
    })

    test('is refused without the token of our page', async () => {
      expect((await connect({ ...right(), csrf: 'other' })).status).toBe(403)
      expect(server.asked).toHaveLength(0)
    })
  })

  describe('Disconnect', () => {
    test('asks, takes us out, shows the login form again, and forgets', async () => {
      await connect(right())
      const [application] = await kept.list()
      const path = `/admin/applications/${application?.id}/disconnect`
      expect((await page(path)).text).toContain('Disconnect Bitbucket?')
      expect(server.idps).toHaveLength(1)
      expect(await send(path, { csrf: 'other' })).toMatchObject({ status: 403 })
      expect(await send(path)).toMatchObject({
        status: 303,
        location: '/admin/applications?done=disconnected',
      })
      expect(server.idps).toEqual([])
      expect(server.sso['show-login-form']).toBe(true)
      expect([await kept.list(), released]).toEqual([[], [application?.id]])
    })

    test('says why it was not done, keeps everything, and can forget alone', async () => {
      await connect(right())
      const [application] = await kept.list()
      const path = `/admin/applications/${application?.id}/disconnect`
      server.before = () => [503, { message: 'broken' }]
      const { status, text } = await send(path)
      expect(status).toBe(400)
      for (const said of ['Bitbucket was not disconnected', 'broken', 'Forget Bitbucket', 'auth_fallback'])
        expect(text).toContain(said)
      expect([(await kept.list()).length, released]).toEqual([1, []])
      expect(await send(`${path}?alone=yes`)).toMatchObject({ status: 303 })
      expect([await kept.list(), released]).toEqual([[], [application?.id]])
    })
  })

  test('the page of an application that is down says so, and what to do', async () => {
    const { location } = await connect(right())
    await server.stop()
    const { status, text } = await page(location.split('?')[0] ?? '')
    expect(status).toBe(200)
    expect(text).toContain('Bitbucket cannot be used now')
    expect(text).toContain('Check Base URL')
  })

  test('an unknown application is a missing page', async () => {
    expect(await page('/admin/applications/nobody')).toEqual({ status: 404, text: 'application-missing' })
  })
})

function applicationOf(): never {
  throw new Error('no application was kept')
}
