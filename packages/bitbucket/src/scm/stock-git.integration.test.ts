import { join } from 'node:path'
import { eachStore } from '@postern/kit/testing'
import { describe, expect, test } from 'vitest'
import { withUser } from '../testing/git.ts'
import { administrator } from '../testing/host.ts'
import { scmShop } from '../testing/scm-shop.ts'

eachStore((_, open) => {
  const { git, rest, makeRepository, url, shop, clone, work } = scmShop(open)

  describe('a stock git', () => {
    test('pushes with the password of who may write, and clones with that of who may read', async () => {
      const pushed = await git.run(['push', shop('writer', 'pass word'), 'main'], work())
      expect(pushed).toMatchObject({ ok: true })
      const cloned = await git.run(['clone', '-q', shop('reader', 'pass word'), 'cloned'])
      expect(cloned).toEqual({ ok: true, says: '' })
      const folder = join(git.folder, 'cloned')
      expect((await git.run(['rev-parse', 'HEAD'], folder)).says).toBe(
        (await git.run(['rev-parse', 'HEAD'], work())).says,
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
      const { ok, says } = await git.run(['push', shop('reader', 'pass word'), 'main:again'], work())
      expect(ok).toBe(false)
      expect(says).toMatch(/remote: You are not permitted to push to this repository\./)
      expect(says).toMatch(/403/)
    })

    test('reads what is public without a name, and still pushes nothing', async () => {
      await makeRepository('ACME', 'open', { public: true })
      const pushed = await git.run(
        ['push', withUser(url('acme/open'), administrator.userName, administrator.password), 'main'],
        work(),
      )
      expect(pushed.ok).toBe(true)
      expect(await clone(url('ACME/open'))).toEqual({ ok: true, says: '' })
      const refused = await git.run(['push', url('acme/open'), 'main:other'], work())
      expect(refused.says).toMatch(/could not read Username/)
    })

    test('does not push to what is archived', async () => {
      await makeRepository('ACME', 'old')
      await rest('PUT', '/rest/api/latest/projects/ACME/repos/old', { json: { archived: true } })
      const address = withUser(url('acme/old'), administrator.userName, administrator.password)
      expect((await git.run(['push', address, 'main'], work())).says).toMatch(
        /remote: This repository is archived/,
      )
    })

    test('pushes more than git sends at once: chunked, after Expect', async () => {
      const config = ['-c', 'http.postBuffer=4096', '-c', 'http.extraHeader=Expect: 100-continue']
      await makeRepository('ACME', 'large')
      const address = withUser(url('acme/large'), administrator.userName, administrator.password)
      expect(await git.run([...config, 'push', '-q', address, 'main'], work())).toEqual({
        ok: true,
        says: '',
      })
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
})
