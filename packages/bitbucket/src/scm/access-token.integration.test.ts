import { eachStore } from '@postern/kit/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { scmShop } from '../testing/scm-shop.ts'

eachStore((_, open) => {
  const { git, host, rest, makeRepository, makeToken, url, shop, clone, work, fill } = scmShop(open)
  beforeAll(async () => expect(await fill()).toEqual({ ok: true, says: '' }))

  describe('an access token', () => {
    const bearer = (token: string) => ['-c', `http.extraHeader=Authorization: Bearer ${token}`]

    test('reads and writes as it says, never more than its user may', async () => {
      const read = await makeToken('writer', ['REPO_READ'])
      const write = await makeToken('writer', ['REPO_WRITE'])
      const admin = await makeToken('reader', ['PROJECT_ADMIN'])
      expect((await clone(url('acme/shop'), ...bearer(read))).ok).toBe(true)
      const push = (token: string, branch: string) =>
        git.run([...bearer(token), 'push', url('acme/shop'), `main:${branch}`], work())
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
      host().wait(25 * 60 * 60_000)
      expect((await clone(url('acme/shop'), ...bearer(token))).says).toMatch(/could not read Username/)
      const other = await makeToken('reader', ['REPO_READ'])
      const listed = await rest('GET', '/rest/access-tokens/latest/users/reader?limit=100')
      const { values } = listed.body as { values: { id: string }[] }
      for (const { id } of values) await rest('DELETE', `/rest/access-tokens/latest/users/reader/${id}`)
      expect((await clone(url('acme/shop'), ...bearer(other))).says).toMatch(/could not read Username/)
    })
  })
})
