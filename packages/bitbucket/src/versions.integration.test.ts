import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { versions } from './instance/index.ts'
import { administer } from './testing/administer.ts'
import { GitClient, withUser } from './testing/git.ts'
import { administrator, type Host, startHost } from './testing/host.ts'
import { basic, restOf } from './testing/rest.ts'

eachStore((_, open) => {
  describe.each(['8.19', '9.4', '10.2'] as const)('played as %s', (name) => {
    let host: Host
    const git = new GitClient()
    const { rest } = restOf(() => host.url)
    const plays = versions[name]
    const login = (json: object) => rest('POST', '/rest/tsv/1.0/authenticate', { as: '', json })
    const right = { username: administrator.userName, password: administrator.password, rememberMe: 'True' }
    beforeAll(async () => {
      host = await startHost(await open(), plays)
    })
    afterAll(async () => {
      git.leave()
      await host.stop()
    })

    test('says which it is', async () => {
      const { body } = await rest('GET', '/rest/api/latest/application-properties', { as: '' })
      expect(body).toMatchObject({ version: plays.version, buildNumber: plays.buildNumber })
    })

    test('takes Basic authentication, or refuses it in the words that clients know', async () => {
      const { status, body } = await rest('GET', '/rest/api/latest/admin/users')
      expect(status).toBe(plays.blocksBasicAuth ? 403 : 200)
      if (!plays.blocksBasicAuth)
        return expect(body).not.toMatchObject({ values: [{ createdTimestamp: expect.anything() }] })
      const message = 'Basic Authentication has been disabled on this instance.'
      expect(body).toMatchObject({ errors: [{ message }] })
      const address = withUser(`${host.url}/scm/a/b.git`, administrator.userName, administrator.password)
      expect((await git.run(['ls-remote', address])).says).toContain(`remote: ${message}`)
    })

    test('logs in over /rest/tsv where that is known', async () => {
      if (!plays.hasTwoStepVerification) return expect((await login(right)).status).toBe(404)
      const answered = await login({ ...right, targetUrl: '/projects/ACME' })
      expect([answered.status, answered.body]).toEqual([200, { next: '/projects/ACME' }])
      expect(answered.headers.getSetCookie().join()).toContain('BITBUCKETSESSIONID=')
      const wrong = await login({ ...right, password: 'wrong' })
      expect([wrong.status, wrong.body]).toEqual([
        401,
        { message: 'Invalid username or password.', captchaRequired: false },
      ])
      const form = await fetch(`${host.url}/rest/tsv/1.0/authenticate`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: JSON.stringify(right),
      })
      expect(form.status).toBe(403)
    })

    test('allows Basic to the users and paths that an administrator names, and an access token always', async () => {
      const browser = await administer(host)
      const set = async (config: object) => {
        const { status } = await browser.open(`${host.url}/rest/basicauth/latest/config`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json', 'x-atlassian-token': 'no-check' },
          body: JSON.stringify(config),
        })
        expect(status).toBe(204)
      }
      const statusOf = async (path: string) => (await rest('GET', path)).status
      await set({ 'block-requests': true, 'allowed-users': [], 'allowed-paths': ['/rest/api/*/repos'] })
      expect(await statusOf('/rest/api/latest/repos')).toBe(200)
      expect(await statusOf('/rest/api/latest/projects')).toBe(403)
      await set({ 'allowed-users': ['Admin'] })
      expect(await statusOf('/rest/api/latest/projects')).toBe(200)
      await set({ 'allowed-users': [], 'allowed-paths': [] })
      const made = await browser.open(`${host.url}/rest/access-tokens/latest/users/admin`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'x-atlassian-token': 'no-check' },
        body: JSON.stringify({ name: 'x', permissions: ['REPO_READ'] }),
      })
      const { token } = JSON.parse(made.text) as { token: string }
      const path = '/admin/authentication-methods/basic'
      const bad = await browser.submit(await browser.open(`${host.url}${path}`), path, { paths: 'rest' })
      expect([bad.status, bad.text.includes('Allowed paths begin with / or *')]).toEqual([400, true])
      const saved = await browser.submit(bad, path, { users: 'admin\nother', paths: '' })
      expect(saved.text).toContain('admin\nother')
      expect(await statusOf('/rest/api/latest/projects')).toBe(200)
      await set({ 'allowed-users': [] })
      expect(await statusOf('/rest/api/latest/projects')).toBe(403)
      for (const as of [`Bearer ${token}`, basic('admin', token)])
        expect((await rest('GET', '/rest/api/latest/projects', { as })).status).toBe(200)
    })
  })
})
