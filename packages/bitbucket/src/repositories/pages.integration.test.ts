import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administer, logIn } from '../testing/administer.ts'
import type { Browser } from '../testing/browser.ts'
import { contentOf } from '../testing/content.ts'
import { GitClient, withUser } from '../testing/git.ts'
import { administrator, type Host, startHost } from '../testing/host.ts'
import { restOf } from '../testing/rest.ts'

eachStore((_, open) => {
  let host: Host
  let admin: Browser
  let reader: Browser
  const git = new GitClient()
  const of = restOf(() => host.url)
  const { addUser } = of
  const { grant } = contentOf(of)
  const visit = (path: string, browser = admin) => browser.open(`${host.url}${path}`)
  const shop = '/projects/ACME/repos/web-shop'
  const send = async (from: string, action: string, typed: Record<string, string>, browser = admin) =>
    browser.submit(await visit(from, browser), action, typed)

  beforeAll(async () => {
    host = await startHost(await open())
    for (const name of ['reader', 'stranger']) await addUser(name)
    admin = await administer(host)
    reader = await logIn(host, 'reader', 'pass word')
  })
  afterAll(async () => {
    git.leave()
    await host.stop()
  })

  test('a project and a repository are created by forms that lose nothing', async () => {
    const values = { name: 'Acme', key: '1', description: 'Shops & more' }
    const bad = await send('/projects?create', '/projects', values)
    expect(bad.status).toBe(400)
    expect(bad.text).toContain('Project keys must start with a letter')
    expect(bad.text).toContain('Shops &amp; more')
    const made = await admin.submit(bad, '/projects', { ...values, key: 'acme' })
    expect(made.url).toBe(`${host.url}/projects/ACME?done=created`)
    expect(made.text).toContain('The project was created.')
    const action = '/projects/ACME/repos'
    const wrong = await send(`${action}?create`, action, {
      name: '?',
      description: 'x',
      defaultBranch: 'a b',
    })
    expect(wrong.text).toContain('Default branch should be a name that git allows')
    const repository = await admin.submit(wrong, action, { name: 'Web Shop', defaultBranch: 'main' })
    expect(repository.url).toBe(`${host.url}${shop}/browse?done=created`)
    expect(repository.text).toContain('git push -u origin HEAD:main')
    expect(repository.text).toContain('SSH and pull requests are not part of it.')
    for (const [path, said] of [
      [`${shop}/pull-requests`, 'Pull requests are not part of this host'],
      [`${shop}/pull-requests/1/overview`, 'Pull requests are not part of this host'],
      ['/plugins/servlet/ssh/account/keys', 'it speaks git over HTTP only'],
    ] as const) {
      const { status, text } = await visit(path)
      expect([path, status, text.includes(said)]).toEqual([path, 404, true])
    }
    const again = await send(`${action}?create`, action, { name: 'web shop', defaultBranch: 'main' })
    expect([again.status, again.text.includes('This repository URL is already taken.')]).toEqual([400, true])
  })

  describe('what was pushed', () => {
    beforeAll(async () => {
      const folder = await git.begin('work', {
        'README.md': '# Shop\n\n[Set-up](docs/set%20up.md) <script>alert(1)</script>\n',
        'docs/set up.md': 'Read *this*',
        'src/pay.ts': 'const a = 1 < 2\n',
        'logo.bin': Buffer.from([1, 0, 2]),
        'odd -- ?#name.txt': 'odd',
      })
      await git.run(['tag', 'v1'], folder)
      await git.commit(folder, { 'src/pay.ts': 'const a = 2\n' }, 'Pay twice\n\nBecause.')
      const address = withUser(
        `${host.url}/scm/acme/web-shop.git`,
        administrator.userName,
        administrator.password,
      )
      const pushed = await git.run(['push', '-q', address, 'main', 'v1', 'main:feature/one'], folder)
      expect(pushed).toEqual({ ok: true, says: '' })
    })

    test('is browsed by folder, file and revision, and its README is rendered without its script', async () => {
      const root = await visit(`${shop}/browse`)
      expect(root.text).toMatch(/docs\/<\/a>/)
      expect(root.text).toContain('<h3>Shop</h3>')
      expect(root.text).toContain('href="/projects/ACME/repos/web-shop/browse/docs/set%20up.md?at=')
      expect(root.text).not.toContain('<script>alert')
      const code = await visit(`${shop}/browse/src/pay.ts`)
      expect(code.text).toContain('const a = 2')
      const before = await visit(`${shop}/browse/src/pay.ts?at=v1`)
      expect(before.text).toContain('const a = 1 &lt; 2')
      expect((await visit(`${shop}/browse/docs/set%20up.md`)).text).toContain('<em>this</em>')
      expect((await visit(`${shop}/browse/logo.bin`)).text).toContain('This file is not text')
      expect((await visit(`${shop}/browse/odd%20--%20%3F%23name.txt`)).text).toContain('odd')
    })

    test('what is not there is told, and git is given no option', async () => {
      for (const path of [
        '/browse/none',
        '/browse?at=none',
        '/browse?at=--output%3D/tmp/x',
        '/browse/../../etc',
        '/commits/abcdef0',
      ])
        expect([path, (await visit(`${shop}${path}`)).status]).toEqual([path, 404])
      expect((await visit(`${shop}/browse/none`)).text).toContain('The path none does not exist')
    })

    test('is downloaded raw, never as something that a browser runs, and packed', async () => {
      const get = async (path: string) => {
        const cookie = `BITBUCKETSESSIONID=${admin.cookie(host.url, 'BITBUCKETSESSIONID')}`
        return fetch(`${host.url}${shop}${path}`, { headers: { cookie } })
      }
      const text = await get('/raw/README.md')
      expect([text.headers.get('content-type'), await text.text()]).toEqual([
        'text/plain;charset=UTF-8',
        expect.stringContaining('<script>'),
      ])
      const binary = await get('/raw/logo.bin')
      expect(binary.headers.get('content-disposition')).toContain('attachment; filename="logo.bin"')
      expect(Buffer.from(await binary.arrayBuffer())).toEqual(Buffer.from([1, 0, 2]))
      const zip = await get('/archive?format=zip')
      expect(zip.headers.get('content-disposition')).toContain('web-shop-main.zip')
      expect(
        Buffer.from(await zip.arrayBuffer())
          .subarray(0, 4)
          .toString('latin1'),
      ).toBe('PK\u0003\u0004')
      expect((await get('/archive?format=exe')).status).toBe(400)
    })

    test('has commits, each with what it changed', async () => {
      const list = await visit(`${shop}/commits`)
      expect(list.text).toContain('Pay twice')
      const [, id = ''] = /commits\/([0-9a-f]{40})/.exec(list.text) ?? []
      const one = await visit(`${shop}/commits/${id}`)
      for (const part of ['Because.', 'src/pay.ts', 'const a = 2', 'Jane Citizen'])
        expect(one.text).toContain(part)
    })

    test('has branches that are made, found and deleted after a question', async () => {
      const bad = await send(`${shop}/branches`, `${shop}/branches`, { name: 'a..b', startPoint: 'main' })
      expect([bad.status, bad.text.includes('value="a..b"')]).toEqual([400, true])
      const from = await send(`${shop}/branches`, `${shop}/branches`, { name: 'x', startPoint: 'nowhere' })
      expect(from.text).toContain('Commit nowhere does not exist in this repository.')
      const made = await send(`${shop}/branches`, `${shop}/branches`, { name: 'fix/1', startPoint: 'v1' })
      expect(made.text).toContain('The branch was created.')
      const taken = await send(`${shop}/branches`, `${shop}/branches`, { name: 'fix', startPoint: 'v1' })
      expect(taken.text).toContain('There is a branch fix already, or one whose name stands in its way.')
      expect((await visit(`${shop}/branches?filter=FEATURE`)).text).not.toContain('fix/1')
      const asked = await visit(`${shop}/branches/delete?name=fix%2F1`)
      expect(asked.text).toContain('Commits of fix/1 that no other branch or tag holds')
      const gone = await admin.submit(asked, `${shop}/branches/delete?name=fix%2F1`, {})
      expect(gone.text).toContain('The branch was deleted.')
    })

    test('can be read by who may, who is offered no change; a stranger is refused', async () => {
      await grant('ACME', 'reader', 'PROJECT_READ')
      const branches = await visit(`${shop}/branches`, reader)
      expect([
        branches.status,
        branches.text.includes('Create branch'),
        branches.text.includes('Settings'),
      ]).toEqual([200, false, false])
      for (const path of ['/settings', '/permissions', '/delete', '/branches/delete?name=main'])
        expect([path, (await visit(`${shop}${path}`, reader)).status]).toEqual([path, 403])
      const stranger = await logIn(host, 'stranger', 'pass word')
      for (const path of ['/browse', '/raw/README.md', '/archive', '/commits', '/branches'])
        expect([path, (await visit(`${shop}${path}`, stranger)).status]).toEqual([path, 403])
      expect((await visit('/', stranger)).text).toContain('No repositories')
      expect((await visit('/', reader)).text).toContain('Web Shop')
    })
  })

  test('permissions are granted and taken; a repository’s page does not open the project', async () => {
    const path = `${shop}/permissions`
    const bad = await send(path, `${path}/grant`, { kind: 'user', name: 'nobody', level: 'WRITE' })
    expect([bad.status, bad.text.includes('There is no user with the username nobody.')]).toEqual([400, true])
    const granted = await send(path, `${path}/grant`, { kind: 'user', name: 'reader', level: 'WRITE' })
    expect(granted.text).toContain('The permission was granted.')
    const project = '/projects/ACME/permissions'
    const saved = await send(project, `${project}/everybody`, { default: 'READ' })
    expect(saved.text).toContain('The default permission was saved.')
    expect((await visit(`${path}/everybody`)).status).toBe(404)
  })

  test('an access token is made on its page, shown once, and revoked after a question', async () => {
    const path = '/plugins/servlet/access-tokens/manage'
    const bad = await send(path, path, { name: '', permissions: 'REPO_READ', expiryDays: 'x' })
    expect(bad.text).toContain('Token name needs 1 to 255 characters.')
    expect(bad.text).toContain('Days until it expires: a whole number from 1 to 3650')
    const made = await send(path, path, { name: 'laptop', permissions: 'REPO_READ', expiryDays: '' })
    const [, text] = /data-copy="([A-Za-z0-9+/]{44})"/.exec(made.text) ?? []
    expect(text).toBeDefined()
    const list = await visit(path)
    expect(list.text).not.toContain(text)
    const [, revoke = ''] = /href="([^"]*\/revoke)"/.exec(list.text) ?? []
    const gone = await admin.submit(await visit(revoke), revoke, {})
    expect(gone.text).toContain('The access token was revoked.')
    for (const place of ['/projects/ACME', shop]) {
      const page = await visit(`/plugins/servlet/access-tokens${place}/manage`)
      expect([page.status, page.text.includes('Create token')]).toEqual([200, true])
    }
  })

  test('settings change, and a repository is deleted by its name', async () => {
    const renamed = await send(`${shop}/settings`, `${shop}/settings`, {
      name: 'Shop',
      description: '',
      defaultBranch: 'feature/one',
      archived: 'yes',
    })
    expect(renamed.url).toBe(`${host.url}/projects/ACME/repos/shop/settings?done=saved`)
    expect(renamed.text).toContain('value="feature/one"')
    const path = '/projects/ACME/repos/shop/delete'
    const wrong = await send(path, path, { confirm: 'other' })
    expect([wrong.status, wrong.text.includes('Nothing was deleted.')]).toEqual([400, true])
    const gone = await send(path, path, { confirm: 'shop' })
    expect(gone.url).toBe(`${host.url}/projects/ACME?done=deleted`)
    const project = await send('/projects/ACME/delete', '/projects/ACME/delete', {})
    expect(project.text).toContain('The project was deleted.')
  })
})
