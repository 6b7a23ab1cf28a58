import { createHash } from 'node:crypto'
import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administer, logIn } from '../testing/administer.ts'
import type { Browser } from '../testing/browser.ts'
import { administrator, type Host, startHost } from '../testing/host.ts'
import { call, restOf } from '../testing/rest.ts'

const redirect = 'http://localhost:9/callback'
const verifier = 'a'.repeat(43)
const challenge = createHash('sha256').update(verifier).digest('base64url')
const create = '/plugins/servlet/applinks/listApplicationLinks/create'
const authorize = '/rest/oauth2/latest/authorize'

eachStore((_, open) => {
  let host: Host
  let browser: Browser
  let link: { path: string; id: string; secret: string }
  beforeAll(async () => {
    host = await startHost(await open())
    browser = await administer(host)
    link = await makeLink('Service', ['SYSTEM_ADMIN'])
  })
  afterAll(() => host.stop())
  const { addUser } = restOf(() => host.url)

  async function makeLink(name: string, scopes: readonly string[]) {
    const typed = { name, redirectUrl: redirect, scopes: scopes[0] ?? '' }
    const made = await browser.submit(await browser.open(`${host.url}${create}`), create, typed)
    const [id = '', secret = ''] = [...made.text.matchAll(/data-copy="([0-9a-f]+)"/g)].map(
      ([, value]) => value,
    )
    expect([id.length, secret.length], made.text).toEqual([32, 64])
    return { path: new URL(made.url).pathname, id, secret }
  }
  const elsewhere = (url: string) => url.startsWith(redirect)
  const request = (more: Record<string, string> = {}, of = link) => ({
    client_id: of.id,
    redirect_uri: redirect,
    response_type: 'code',
    scope: 'SYSTEM_ADMIN',
    state: 'a state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  })
  const ask = (by: Browser, parameters: Record<string, string>) =>
    by.open(`${host.url}${authorize}?${new URLSearchParams(parameters).toString()}`, {}, elsewhere)
  /** The answer that the application gets, after one click. */
  async function consent(by: Browser, parameters = request(), answer = 'allow') {
    const page = await ask(by, parameters)
    if (elsewhere(page.url)) return new URL(page.url).searchParams
    expect(page.text).toContain('Allow Service?')
    const form = page.text.split('<form')[1] ?? ''
    const fields = new URLSearchParams({ answer })
    for (const [, name = '', value = ''] of form.matchAll(
      /<input type="hidden" name="(\w+)" value="([^"]*)"/g,
    ))
      fields.set(name, value)
    const went = await by.open(`${host.url}${authorize}`, { method: 'POST', body: fields }, elsewhere)
    return new URL(went.url).searchParams
  }
  async function token(fields: Record<string, string>) {
    const body = new URLSearchParams({ client_id: link.id, client_secret: link.secret, ...fields })
    const response = await fetch(`${host.url}/rest/oauth2/latest/token`, { method: 'POST', body })
    return { status: response.status, headers: response.headers, json: (await response.json()) as Answer }
  }
  type Answer = { access_token: string; refresh_token: string; error?: string; expires_in?: number }
  const redeem = (code: string, more: Record<string, string> = {}) =>
    token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
      ...more,
    })
  const refresh = (refresh_token: string) => token({ grant_type: 'refresh_token', refresh_token })
  const idps = (accessToken: string) =>
    call(host.url, 'GET', '/rest/authconfig/latest/idps', { as: `Bearer ${accessToken}` })

  test('one click of consent gives tokens that administer, in the name of who clicked', async () => {
    const answer = await consent(browser)
    expect(answer.get('state')).toBe('a state')
    const { status, headers, json } = await redeem(answer.get('code') ?? '')
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toContain('no-store')
    expect(json).toMatchObject({ token_type: 'bearer', expires_in: 7_200, scope: 'SYSTEM_ADMIN' })
    const called = await idps(json.access_token)
    expect([called.status, called.headers.get('x-ausername')]).toEqual([200, 'admin'])
    expect((await idps('unknown')).status).toBe(401)
  })

  test('denying gives an error and no code', async () => {
    const answer = await consent(browser, request(), 'deny')
    expect([answer.get('error'), answer.get('code')]).toEqual(['access_denied', null])
  })

  test('a code is good once; the second use ends what came of the first', async () => {
    const code = (await consent(browser)).get('code') ?? ''
    const first = await redeem(code)
    expect((await idps(first.json.access_token)).status).toBe(200)
    expect((await redeem(code)).json.error).toBe('invalid_grant')
    expect((await idps(first.json.access_token)).status).toBe(401)
  })

  test.each([
    ['another verifier', { code_verifier: 'b'.repeat(43) }, 'invalid_grant'],
    ['no verifier', { code_verifier: '' }, 'invalid_grant'],
    ['another redirect', { redirect_uri: `${redirect}/more` }, 'invalid_grant'],
    ['another secret', { client_secret: 'wrong' }, 'invalid_client'],
    ['another kind', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('a code with %s gives nothing', async (_what, wrong, error) => {
    const code = (await consent(browser)).get('code') ?? ''
    expect((await redeem(code, wrong)).json).toMatchObject({ error })
  })

  test('a code is good for two minutes, an access token for two hours, a refresh token once', async () => {
    const late = (await consent(browser)).get('code') ?? ''
    const { json } = await redeem((await consent(browser)).get('code') ?? '')
    host.wait(2 * 60_000 + 1)
    expect((await redeem(late)).json.error).toBe('invalid_grant')
    host.wait(2 * 3_600_000)
    expect((await idps(json.access_token)).status).toBe(401)
    const fresh = await refresh(json.refresh_token)
    expect((await idps(fresh.json.access_token)).status).toBe(200)
    expect((await refresh(json.refresh_token)).json.error).toBe('invalid_grant')
    const twice = await Promise.all([refresh(fresh.json.refresh_token), refresh(fresh.json.refresh_token)])
    expect(twice.filter(({ status }) => status === 200)).toHaveLength(1)
    browser = await administer(host)
  })

  test('a token does no more than its user may, nor more than was asked', async () => {
    await addUser('plain')
    const plain = await logIn(host, 'plain', 'pass word')
    const page = await ask(plain, request())
    expect(page.text).toContain('You may do less than it asks for.')
    const weak = await redeem((await consent(plain)).get('code') ?? '')
    expect((await idps(weak.json.access_token)).status).toBe(401)
    const read = await redeem((await consent(browser, request({ scope: 'REPO_READ' }))).get('code') ?? '')
    expect((await idps(read.json.access_token)).status).toBe(401)
  })

  describe('a request', () => {
    test.each([
      ['an unknown client', { client_id: 'nobody' }, 'oauth-client-unknown'],
      ['another redirect', { redirect_uri: 'https://elsewhere.example/' }, 'oauth-redirect-unknown'],
    ])('of %s stops on a page of ours', async (_what, wrong, code) => {
      const page = await ask(browser, request(wrong))
      expect([page.status, page.text.includes(code)]).toEqual([400, true])
      expect(page.text).toContain('<html')
    })

    test.each([
      [{ scope: 'SYSTEM_ADMIN ACCOUNT_WRITE' }, 'invalid_scope'],
      [{ scope: 'EVERYTHING' }, 'invalid_scope'],
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ code_challenge_method: 'plain' }, 'invalid_request'],
    ])('%j is refused to the application', async (wrong, error) => {
      const answer = await consent(browser, request(wrong))
      expect([answer.get('error'), answer.get('state')]).toEqual([error, 'a state'])
    })

    test('of an administrator asks for the password first, then goes on', async () => {
      const fresh = await logIn(host)
      const asked = await ask(fresh, request())
      expect(asked.url).toContain('/websudo')
      const shown = await fresh.submit(asked, '/websudo', { j_password: administrator.password })
      expect(shown.text).toContain('Allow Service?')
    })

    test('that is allowed after ten idle minutes asks for the password again', async () => {
      const shown = await ask(browser, request())
      host.wait(11 * 60_000)
      const csrf = /name="csrf" value="([^"]+)"/.exec(shown.text)?.[1] ?? ''
      const body = new URLSearchParams({ ...request(), csrf, answer: 'allow' })
      const late = await browser.open(`${host.url}${authorize}`, { method: 'POST', body }, elsewhere)
      expect(late.url).toContain('/websudo?next=')
      const again = await browser.submit(late, '/websudo', { j_password: administrator.password })
      expect(again.text).toContain('Allow Service?')
    })

    test('of a stranger logs in first', async () => {
      const { Browser: Fresh } = await import('../testing/browser.ts')
      expect((await ask(new Fresh(), request())).url).toContain('/login?next=')
    })
  })

  describe('Application links', () => {
    test.each([
      [{ name: '' }, 'name'],
      [{ name: 'SERVICE' }, 'name'],
      [{ redirectUrl: 'http://elsewhere.example/' }, 'redirectUrl'],
      [{ redirectUrl: 'nonsense' }, 'redirectUrl'],
    ])('%j comes back with what was typed', async (wrong, field) => {
      const form = await browser.open(`${host.url}${create}`)
      const typed = { name: 'Other', redirectUrl: redirect, scopes: 'REPO_READ', ...wrong }
      const page = await browser.submit(form, create, typed)
      expect([page.status, page.text.includes(`id="${field}-error"`)]).toEqual([400, true])
      if (typed.name) expect(page.text).toContain(`value="${typed.name}"`)
      expect(page.text).toMatch(/value="REPO_READ" checked/)
    })

    test('deleting one ends its tokens at once', async () => {
      const { json } = await redeem((await consent(browser)).get('code') ?? '')
      const asked = await browser.open(`${host.url}${link.path}/delete`)
      const gone = await browser.submit(asked, `${link.path}/delete`, {})
      expect(gone.text).toContain('The application link was deleted.')
      expect((await idps(json.access_token)).status).toBe(401)
      expect((await refresh(json.refresh_token)).status).toBe(401)
    })
  })
})
