import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Host, startHost } from '../testing/host.ts'
import { call } from '../testing/rest.ts'

const base = '/rest/authconfig/latest'
const entity = {
  name: 'Postern',
  'sso-type': 'OIDC',
  enabled: true,
  'issuer-url': 'https://sso.example/openid',
  'client-id': 'bitbucket',
  'client-secret': 'never shown again',
  'username-claim': `$${'{preferred_username}'}`,
  'additional-scopes': ['profile', 'email'],
  'discovery-enabled': true,
  buttonText: 'Go through Postern',
  'enable-remember-me': true,
  'jit-configuration': {
    'user-provisioning-enabled': true,
    'mapping-display-name': 'name',
    'mapping-email': 'email',
    'mapping-groups': 'groups',
  },
}

eachStore((_, open) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost(await open())
  })
  afterAll(() => host.stop())
  const rest = (method: string, path: string, json?: unknown) =>
    call(host.url, method, `${base}${path}`, json === undefined ? {} : { json })

  test('an identity provider lives from POST to DELETE', async () => {
    const made = await rest('POST', '/idps', entity)
    expect(made.status).toBe(200)
    const { 'client-secret': _secret, ...shown } = entity
    expect(made.body).toMatchObject(shown)
    const { id } = made.body as { id: number }
    expect((await rest('GET', `/idps/${id}`)).body).toEqual(made.body)
    const page = await rest('GET', '/idps')
    expect(page.body).toEqual({ results: [made.body], size: 1, start: 0, limit: 50, isLastPage: true })
    expect(JSON.stringify([made.body, page.body])).not.toContain('never shown')

    const changed = await rest('PATCH', `/idps/${id}`, { buttonText: 'Go', enabled: false })
    expect(changed.body).toMatchObject({ ...shown, buttonText: 'Go', enabled: false })
    expect((await rest('DELETE', `/idps/${id}`)).body).toMatchObject({ id, name: 'Postern' })
    expect((await rest('GET', `/idps/${id}`)).status).toBe(404)
  })

  test('the secret is sealed in the store', async () => {
    await rest('POST', '/idps', entity)
    const rows = await host.world.store
      .tables<{ providers: { client_secret: string } }>()
      .selectFrom('providers')
      .selectAll()
      .execute()
    expect(JSON.stringify(rows)).not.toContain('never shown')
  })

  test.each([
    ['the issuer of another', { name: 'Second' }, /Issuer URL/],
    ['the name of another', { 'issuer-url': 'https://other.example' }, /Name/],
    ['a plain address', { name: 'x', 'issuer-url': 'http://sso.example' }, /Issuer URL/],
    ['a SAML provider without its certificate', { 'sso-type': 'SAML' }, /X.509 certificate/],
    ['no type', { 'sso-type': undefined }, /sso-type NONE/],
    ['an id', { id: 7 }, /id must be null/],
    [
      'a bare claim',
      { name: 'x', 'issuer-url': 'https://x.example', 'username-claim': 'email' },
      /Username mapping/,
    ],
    [
      'no secret',
      { name: 'x', 'issuer-url': 'https://x.example', 'client-secret': undefined },
      /Client secret/,
    ],
    ['a wrong type', { enabled: 'yes' }, /enabled/],
  ])('%s is refused with one message', async (_name, change, says) => {
    const answered = await rest('POST', '/idps', { ...entity, ...change })
    expect(answered.status).toBe(400)
    expect(answered.body).toEqual({ message: expect.stringMatching(says) })
  })

  test('the log-in options are for everybody and follow the configuration', async () => {
    const options = async () =>
      (await call(host.url, 'GET', `${base}/login-options`, { as: '' })).body as { results: unknown[] }
    expect((await rest('GET', '/sso')).body).toMatchObject({
      'show-login-form': true,
      'enable-authentication-fallback': false,
    })
    const button = {
      id: expect.any(Number),
      type: 'IDP',
      buttonText: 'Go through Postern',
      loginLink: expect.stringContaining(`${host.url}/plugins/servlet/external-login/`),
    }
    expect((await options()).results).toEqual([button, { type: 'LOGIN_FORM' }])
    const changed = await rest('PATCH', '/sso', { 'show-login-form': false })
    expect(changed.body).toMatchObject({ 'show-login-form': false, 'enable-authentication-fallback': false })
    expect((await options()).results).toEqual([button])
    expect((await rest('PATCH', '/sso', { 'show-login-form': 'no' })).status).toBe(400)
    await rest('PATCH', '/sso', { 'show-login-form': true })
  })

  test('nobody reads or changes it without permission', async () => {
    for (const [method, path] of [
      ['GET', '/idps'],
      ['GET', '/sso'],
      ['PATCH', '/sso'],
    ] as const) {
      const answered = await call(host.url, method, `${base}${path}`, { as: '' })
      expect([answered.status, answered.body]).toEqual([
        401,
        { message: 'You are not permitted to access this resource' },
      ])
    }
  })
})
