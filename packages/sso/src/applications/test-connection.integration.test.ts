import { createApp } from '@postern/kit/http'
import { eachStore, testWorld } from '@postern/kit/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '../administrators/test-administrator.ts'
import { auditMigration } from '../audit/store.ts'
import { connect } from '../connectors/connect.ts'
import { TestBitbucket } from '../connectors/test-bitbucket.ts'
import { applicationRoutes } from './routes.tsx'
import { applications, applicationsMigration, credentialKindMigration, protocolMigration } from './store.ts'
import { ours } from './test-ours.ts'

const path = '/admin/applications/connect'
const minute = 60_000

eachStore((_engine, open) => {
  let server: TestBitbucket
  let kept: ReturnType<typeof applications>
  let app: ReturnType<typeof createApp>
  let clock: { now: number }
  let world: ReturnType<typeof testWorld>
  beforeEach(async () => {
    server = await new TestBitbucket().start()
    const store = await open()
    await store.migrate([applicationsMigration, credentialKindMigration, protocolMigration, auditMigration])
    clock = { now: Date.now() }
    world = testWorld({ store, name: 'sso', clock })
    kept = applications(store, world.seal)
    app = createApp({ world, answer: (web, { code, status }) => web.text(code, status) })
    app.use(asOwner)
    app.route('/', applicationRoutes({ ...ours, applications: kept, release: async () => undefined }))
  })
  afterEach(() => server.stop())

  /** Sends the form of a page: its hidden fields, what is typed, and one button. */
  async function send(fields: Readonly<Record<string, string>>, from?: { text: string; cookie: string }) {
    const page = from ?? (await fetchPage(path))
    const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    const body = new URLSearchParams()
    for (const [, name = '', value = ''] of hidden) body.set(name, value)
    for (const [name, value] of Object.entries({ baseUrl: server.baseUrl, ...fields })) body.set(name, value)
    const headers = { cookie: page.cookie, 'content-type': 'application/x-www-form-urlencoded' }
    const response = await app.request(path, { method: 'POST', headers, body: body.toString() })
    const { status } = response
    const location = response.headers.get('location') ?? ''
    return { status, location, text: await response.text(), cookie: page.cookie }
  }
  async function fetchPage(address: string) {
    const response = await app.request(address)
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    return { text: await response.text(), cookie }
  }
  const testing = (fields: Readonly<Record<string, string>> = {}) => send({ test: 'yes', ...fields })
  /** What the page says of each, by its name: whether it works. */
  const found = (text: string) =>
    Object.fromEntries(
      [
        ...text.matchAll(
          /<b>([^<]+)<\/b><div class="quiet">.*?class="pill[^"]*">(?:<svg.*?<\/svg>)?([^<]+)</gs,
        ),
      ].map(([, what = '', works = '']) => [what, works]),
    )
  const untested = {
    'Sign-in by OpenID Connect or SAML': 'Works',
    'OAuth 2.0 application link': 'Works',
    'User name and password': 'Not tested',
    'User name and password, by a session': 'Not tested',
    'Accounts and groups': 'Works',
    'Making an account inactive': 'Does not work',
    'Single sign-on for git': 'Does not work',
  }

  test('a test with the address alone says which version it is, what works, and changes nothing', async () => {
    server.version = '10.2.1'
    const { status, text } = await testing()
    expect([status, found(text)]).toEqual([200, untested])
    for (const said of [
      'This is Bitbucket 10.2.1.',
      'Nothing was changed, there or here.',
      'Bitbucket 10.2.1 refuses Basic authentication unless an administrator allows it under Administration, Authentication methods, Basic authentication, in Bitbucket: add the account to the allowed users.',
    ])
      expect(text).toContain(said)
    expect([server.idps, await kept.list()]).toEqual([[], []])
    expect(server.asked.filter((call) => !call.startsWith('GET '))).toEqual([])
    server.version = '9.4.0'
    expect((await testing()).text).toContain(
      'Bitbucket 9.4.0 takes Basic authentication unless an administrator has blocked it.',
    )
  })

  test('it says where Bitbucket is too old for a link, or does not let anybody enter itself', async () => {
    server.before = ({ path: asked }) =>
      asked.startsWith('oauth2/') || asked.startsWith('authconfig/') ? [404, {}] : undefined
    const { text } = await testing()
    expect(found(text)).toMatchObject({
      'Sign-in by OpenID Connect or SAML': 'Does not work',
      'OAuth 2.0 application link': 'Does not work',
    })
    expect(text).toContain('They came with 7.21.')
  })

  test('what was typed is tried, by the way that was chosen', async () => {
    const right = { way: 'password', userName: 'admin', password: server.password }
    expect(found((await testing(right)).text)).toEqual({ ...untested, 'User name and password': 'Works' })
    const said = 'Basic Authentication has been disabled on this instance.'
    server.before = ({ path: asked }) => (asked.includes('admin') ? [403, { message: said }] : undefined)
    const blocked = (await testing(right)).text
    expect(found(blocked)).toMatchObject({ 'User name and password': 'Does not work' })
    for (const words of [
      said,
      'Allow admin under Administration, Authentication methods, Basic authentication',
    ])
      expect(blocked).toContain(words)
    server.before = ({ path: asked }) => (asked.startsWith('tsv/') ? [412, {}] : undefined)
    const second = (await testing({ ...right, way: 'session' })).text
    expect(found(second)).toMatchObject({ 'User name and password, by a session': 'Does not work' })
    expect(second).toContain('an account without two-step verification')
  })

  test('an address that is wrong is named at its field, with nothing else asked for', async () => {
    const { status, text } = await testing({ baseUrl: 'bitbucket' })
    expect([status, text.includes('id="baseUrl-error"'), text.includes('id="clientId-error"')]).toEqual([
      400,
      true,
      false,
    ])
    expect((await testing({ baseUrl: 'http://127.0.0.1:9' })).text).toContain('cannot be reached')
  })

  test('a secret that was typed is on no page, and need not be typed again for twenty minutes', async () => {
    const typed = { way: 'password', userName: 'admin', password: server.password }
    const first = await testing(typed)
    expect(first.text).not.toContain(server.password)
    expect(first.text).toContain('Kept as it was typed before.')
    const later = { ...typed, password: '' }
    clock.now += 21 * minute
    expect((await send(later, first)).text).toContain('id="password-error"')
    clock.now -= 2 * minute
    expect((await send({ ...later, password: 'another' }, first)).text).toContain('id="password-error"')
    expect((await send(later, first)).status).toBe(303)
    expect(await kept.secrets((await kept.list())[0]?.id ?? never())).toMatchObject({
      password: server.password,
    })
    const forged = {
      ...first,
      text: first.text.replace(/name="kept" value="[^"]+"/, 'name="kept" value="1.AAAA"'),
    }
    expect((await send(later, forged)).text).toContain('id="password-error"')
  })

  test('the page of an application says what works with it, and can be asked again', async () => {
    const { location } = await send({ way: 'password', userName: 'admin', password: server.password })
    const [page = ''] = location.split('?')
    const { text } = await fetchPage(page)
    expect(found(text)).toEqual({ ...untested, 'User name and password': 'Works' })
    expect(text).toContain(`href="${page}?done=tested"`)
    expect((await fetchPage(`${page}?done=tested`)).text).toContain('Tested just now: it answers.')
    await server.stop()
    const down = (await fetchPage(`${page}?done=tested`)).text
    expect([down.includes('Tested just now'), down.includes('cannot be used now'), found(down)]).toEqual([
      false,
      true,
      {},
    ])
  })

  describe('an application that is connected by a session', () => {
    const bySession = () => send({ way: 'session', userName: 'admin', password: server.password })
    const application = async () => (await kept.list())[0] ?? never()

    test('is so from then on: its page says it, and so does the form that connects it again', async () => {
      const { status, location } = await bySession()
      expect(status).toBe(303)
      const { id } = await application()
      const credential = { userName: 'admin', password: server.password, through: 'session' }
      expect(await kept.secrets(id)).toMatchObject(credential)
      const { text } = await fetchPage(location)
      expect(text).toContain('admin, by a session')
      expect(found(text)).toEqual({ ...untested, 'User name and password, by a session': 'Works' })
      const again = (await fetchPage(`${path}?again=${id}`)).text
      expect(/<input[^>]*value="session"[^>]*>/.exec(again)?.[0]).toContain('checked')
    })

    test('is logged in to once for all that is asked of it afterwards', async () => {
      await bySession()
      server.asked.length = 0
      const of = { world, applications: kept, application: await application() }
      for (const connector of [await connect(of), await connect(of)]) await connector.groupsOf('admin')
      expect(server.asked.filter((call) => call.endsWith('/authenticate'))).toHaveLength(1)
    })
  })
})

function never(): never {
  throw new Error('no application was kept')
}
