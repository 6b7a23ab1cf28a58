import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { gzipSync } from 'node:zlib'
import { eachStore } from '@postern/kit/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { withUser } from '../testing/git.ts'
import { administrator } from '../testing/host.ts'
import { basic } from '../testing/rest.ts'
import { scmShop } from '../testing/scm-shop.ts'

eachStore((_, open) => {
  const { git, host, makeRepository, url, work, fill } = scmShop(open)
  beforeAll(async () => expect(await fill()).toEqual({ ok: true, says: '' }))

  describe('a client by hand', () => {
    const advertise = '/scm/acme/shop.git/info/refs?service=git-upload-pack'
    const send = (path: string, headers: Record<string, string>, body?: Buffer) =>
      new Promise<{ status: number; type: string; text: string; continued: boolean }>((resolve, reject) => {
        let continued = false
        const asked = request(
          `${host().url}${path}`,
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
      const asked = request(`${host().url}/scm/acme/heavy.git/git-upload-pack`, {
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
      const { dataDirectory } = host().world.settings
      expect(processesOf(dataDirectory)).toBeGreaterThan(0)
      asked.destroy()
      await expect.poll(() => processesOf(dataDirectory), { timeout: 20_000 }).toBe(0)
    }, 120_000)

    test('may send its wishes packed', async () => {
      const head = (await git.run(['rev-parse', 'HEAD'], work())).says.trim()
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
