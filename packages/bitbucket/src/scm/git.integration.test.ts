import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentOf } from '../testing/content.ts'
import { GitClient, withUser } from '../testing/git.ts'
import { administrator, type Host, startHost } from '../testing/host.ts'
import { basic, restOf } from '../testing/rest.ts'

eachStore((_, open) => {
  let host: Host
  let work: string
  const git = new GitClient()
  const of = restOf(() => host.url)
  const { rest, addUser } = of
  const { makeProject, makeRepository, grant, makeToken } = contentOf(of)
  const url = (repository: string) => `${host.url}/scm/${repository}.git`
  const shop = (user: string, password: string) => withUser(url('acme/shop'), user, password)
  let fresh = 0
  const clone = (from: string, ...options: string[]) =>
    git.run([...options, 'clone', '-q', from, `clone-${fresh++}`])

  beforeAll(async () => {
    host = await startHost(await open())
    for (const name of ['reader', 'writer', 'stranger']) await addUser(name)
    await makeProject('ACME')
    await makeRepository('ACME', 'shop')
    await grant('ACME', 'reader', 'PROJECT_READ')
    await grant('ACME/repos/shop', 'writer', 'REPO_WRITE')
    work = await git.begin('work', { 'README.md': '# Shop\n', 'big.bin': randomBytes(3_000_000) })
  })
  afterAll(async () => {
    git.leave()
    await host.stop()
  })

  describe('a stock git', () => {
    test('pushes with the password of who may write, and clones with that of who may read', async () => {
      const pushed = await git.run(['push', shop('writer', 'pass word'), 'main'], work)
      expect(pushed).toMatchObject({ ok: true })
      const cloned = await clone(shop('reader', 'pass word'))
      expect(cloned).toEqual({ ok: true, says: '' })
      const folder = join(git.folder, `clone-${fresh - 1}`)
      expect((await git.run(['rev-parse', 'HEAD'], folder)).says).toBe(
        (await git.run(['rev-parse', 'HEAD'], work)).says,
      )
      expect((await git.run(['fsck', '--strict'], folder)).ok).toBe(true)
    })

    test('is asked for credentials first, and for an unknown repository likewise', async () => {
      for (const address of [url('acme/shop'), url('acme/unknown'), url('none/none')]) {
        const { ok, says } = await clone(address)
        expect([ok, says]).toEqual([false, expect.stringContaining('could not read Username')])
      }
    })

    test('is told of a wrong password', async () => {
      const { ok, says } = await clone(shop('reader', 'wrong'))
      expect(ok).toBe(false)
      expect(says).toMatch(/remote: Authentication failed\. Please check your credentials and try again\./)
    })

    test('finds no repository that its user may not see', async () => {
      for (const address of [
        shop('stranger', 'pass word'),
        withUser(url('acme/no'), 'reader', 'pass word'),
      ]) {
        const { ok, says } = await clone(address)
        expect(ok).toBe(false)
        expect(says).toMatch(/remote: Repository not found/)
      }
    })

    test('is refused a push by who may only read, in words', async () => {
      const { ok, says } = await git.run(['push', shop('reader', 'pass word'), 'main:again'], work)
      expect(ok).toBe(false)
      expect(says).toMatch(/remote: You are not permitted to push to this repository\./)
      expect(says).toMatch(/403/)
    })

    test('reads what is public without a name, and still pushes nothing', async () => {
      await makeRepository('ACME', 'open', { public: true })
      const pushed = await git.run(
        ['push', withUser(url('acme/open'), administrator.userName, administrator.password), 'main'],
        work,
      )
      expect(pushed.ok).toBe(true)
      expect(await clone(url('ACME/open'))).toEqual({ ok: true, says: '' })
      const refused = await git.run(['push', url('acme/open'), 'main:other'], work)
      expect(refused.says).toMatch(/could not read Username/)
    })

    test('does not push to what is archived', async () => {
      await makeRepository('ACME', 'old')
      await rest('PUT', '/rest/api/latest/projects/ACME/repos/old', { json: { archived: true } })
      const address = withUser(url('acme/old'), administrator.userName, administrator.password)
      expect((await git.run(['push', address, 'main'], work)).says).toMatch(
        /remote: This repository is archived/,
      )
    })

    test('pushes more than git sends at once: chunked, after Expect', async () => {
      const config = ['-c', 'http.postBuffer=4096', '-c', 'http.extraHeader=Expect: 100-continue']
      await makeRepository('ACME', 'large')
      const address = withUser(url('acme/large'), administrator.userName, administrator.password)
      expect(await git.run([...config, 'push', '-q', address, 'main'], work)).toEqual({ ok: true, says: '' })
      expect((await clone(address)).ok).toBe(true)
    })

    test('speaks version 2 of the protocol, and makes a partial clone', async () => {
      const { says } = await git.run(['ls-remote', shop('reader', 'pass word')])
      expect(says).toMatch(/refs\/heads\/main/)
      const traced = await git.run([
        '-c',
        'protocol.version=2',
        'clone',
        '-q',
        '--filter=blob:none',
        '--no-checkout',
        shop('reader', 'pass word'),
        'partial',
      ])
      expect(traced).toEqual({ ok: true, says: '' })
      expect(
        (await git.run(['rev-list', '--objects', '--missing=print', 'HEAD'], join(git.folder, 'partial')))
          .says,
      ).toMatch(/^\?/m)
    })
  })

  describe('an access token', () => {
    const bearer = (token: string) => ['-c', `http.extraHeader=Authorization: Bearer ${token}`]

    test('reads and writes as it says, never more than its user may', async () => {
      const read = await makeToken('writer', ['REPO_READ'])
      const write = await makeToken('writer', ['REPO_WRITE'])
      const admin = await makeToken('reader', ['PROJECT_ADMIN'])
      expect((await clone(url('acme/shop'), ...bearer(read))).ok).toBe(true)
      const push = (token: string, branch: string) =>
        git.run([...bearer(token), 'push', url('acme/shop'), `main:${branch}`], work)
      expect((await push(write, 'by-token')).ok).toBe(true)
      for (const token of [read, admin])
        expect((await push(token, 'refused')).says).toMatch(/You are not permitted to push/)
    })

    test('stands in the place of the password of its user, and of nobody else', async () => {
      const token = await makeToken('reader', ['REPO_READ'])
      expect((await clone(shop('reader', token))).ok).toBe(true)
      expect((await clone(shop('x-token-auth', token))).ok).toBe(true)
      expect((await clone(shop('writer', token))).says).toMatch(/Authentication failed/)
    })

    test('of a repository works there and nowhere else', async () => {
      await makeRepository('ACME', 'second')
      const made = await rest('PUT', '/rest/access-tokens/latest/projects/ACME/repos/shop', {
        json: { name: 'build', permissions: ['REPO_READ'] },
      })
      const { token } = made.body as { token: string }
      expect((await clone(url('acme/shop'), ...bearer(token))).ok).toBe(true)
      expect((await clone(url('acme/second'), ...bearer(token))).says).toMatch(/Repository not found/)
    })

    test('ends when it expires, when it is revoked, and when its user may not log in', async () => {
      const token = await makeToken('reader', ['REPO_READ'], { expiryDays: 1 })
      expect((await clone(url('acme/shop'), ...bearer(token))).ok).toBe(true)
      host.wait(25 * 60 * 60_000)
      expect((await clone(url('acme/shop'), ...bearer(token))).says).toMatch(/could not read Username/)
      const other = await makeToken('reader', ['REPO_READ'])
      const listed = await rest('GET', '/rest/access-tokens/latest/users/reader?limit=100')
      const { values } = listed.body as { values: { id: string }[] }
      for (const { id } of values) await rest('DELETE', `/rest/access-tokens/latest/users/reader/${id}`)
      expect((await clone(url('acme/shop'), ...bearer(other))).says).toMatch(/could not read Username/)
    })
  })

  describe('a client by hand', () => {
    const advertise = '/scm/acme/shop.git/info/refs?service=git-upload-pack'
    const send = (path: string, headers: Record<string, string>, body?: Buffer) =>
      new Promise<{ status: number; type: string; text: string; continued: boolean }>((resolve, reject) => {
        let continued = false
        const asked = request(
          `${host.url}${path}`,
          { method: body ? 'POST' : 'GET', headers },
          (response) => {
            const chunks: Buffer[] = []
            response.on('data', (chunk: Buffer) => chunks.push(chunk))
            response.on('end', () =>
              resolve({
                status: response.statusCode ?? 0,
                type: response.headers['content-type'] ?? '',
                text: Buffer.concat(chunks).toString('latin1'),
                continued,
              }),
            )
          },
        )
        asked.once('continue', () => {
          continued = true
          asked.end(body)
        })
        asked.once('error', reject)
        if (!headers.expect) asked.end(body)
        else asked.flushHeaders()
      })
    const authorization = basic('reader', 'pass word')

    test('is never sent a page or a redirect', async () => {
      for (const path of ['/scm/acme/shop.git', '/scm/', '/scm/acme/shop.git/HEAD', '/scm/%', advertise]) {
        const { status, type } = await send(path, {})
        expect([path, [401, 404].includes(status), type]).toEqual([path, true, 'text/plain; charset=utf-8'])
      }
    })

    test('the dumb protocol is not served: no file of a repository can be read', async () => {
      for (const path of [
        '/scm/acme/shop.git/info/refs',
        '/scm/acme/shop.git/config',
        '/scm/acme/shop.git/objects/info/packs',
      ])
        expect((await send(path, { authorization })).status).toBe(404)
    })

    test('is not told to send a body that would be refused, and is told otherwise', async () => {
      const type = { 'content-type': 'application/x-git-receive-pack-request' }
      const expecting = { ...type, expect: '100-continue', 'content-length': '4' }
      const refused = await send(
        '/scm/acme/shop.git/git-receive-pack',
        { ...expecting, authorization },
        Buffer.from('0000'),
      )
      expect(refused).toMatchObject({ status: 403, continued: false })
      const allowed = await send(
        '/scm/acme/shop.git/git-receive-pack',
        { ...expecting, authorization: basic('writer', 'pass word') },
        Buffer.from('0000'),
      )
      expect(allowed).toMatchObject({ status: 200, continued: true })
    })

    test('who goes away while a pack is sent leaves no git behind', async () => {
      await makeRepository('ACME', 'heavy')
      const heavy = await git.begin('heavy', { 'heavy.bin': randomBytes(24_000_000) })
      const address = withUser(url('acme/heavy'), administrator.userName, administrator.password)
      expect((await git.run(['push', '-q', address, 'main'], heavy)).ok).toBe(true)
      const head = (await git.run(['rev-parse', 'HEAD'], heavy)).says.trim()
      const line = (text: string) => `${(text.length + 4).toString(16).padStart(4, '0')}${text}`
      const body = `${line(`want ${head}\n`)}0000${line('done\n')}`
      const asked = request(`${host.url}/scm/acme/heavy.git/git-upload-pack`, {
        method: 'POST',
        headers: {
          authorization,
          'content-type': 'application/x-git-upload-pack-request',
          'content-length': String(body.length),
        },
      })
      asked.on('error', () => undefined)
      asked.end(body)
      // It is answered and never reads on; the pack is larger than what the kernel keeps of it.
      await new Promise((resolve) => asked.once('response', resolve))
      const { dataDirectory } = host.world.settings
      expect(processesOf(dataDirectory)).toBeGreaterThan(0)
      asked.destroy()
      await expect.poll(() => processesOf(dataDirectory), { timeout: 20_000 }).toBe(0)
    }, 120_000)

    test('may send its wishes packed', async () => {
      const head = (await git.run(['rev-parse', 'HEAD'], work)).says.trim()
      const want = `want ${head}\n`
      const line = `${(want.length + 4).toString(16).padStart(4, '0')}${want}`
      const body = gzipSync(`${line}00000009done\n`)
      const answer = await send(
        '/scm/acme/shop.git/git-upload-pack',
        {
          authorization,
          'content-type': 'application/x-git-upload-pack-request',
          'content-encoding': 'gzip',
          'content-length': String(body.length),
        },
        body,
      )
      expect([answer.status, answer.text.slice(0, 12)]).toEqual([200, '0008NAK\nPACK'])
    })
  })
})

/** How many git processes work in the repositories of one host, as Linux tells by their environment. */
function processesOf(dataDirectory: string): number {
  const environments = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        return readFileSync(`/proc/${name}/environ`, 'latin1')
      } catch {
        return ''
      }
    })
  return environments.filter((one) => one.includes(`GIT_PROJECT_ROOT=${dataDirectory}/`)).length
}
