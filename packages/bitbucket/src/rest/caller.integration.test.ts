import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administrator, type Host, startHost } from '../testing/host.ts'
import { basic, restOf } from '../testing/rest.ts'

const admin = '/rest/api/latest/admin'
const error = (context: string | null, message: string, exceptionName: string | null = null) => ({
  errors: [{ context, message, exceptionName }],
})
const notPermitted = error(
  null,
  'You are not permitted to access this resource',
  'com.atlassian.bitbucket.AuthorisationException',
)

eachStore((_, open) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost(await open())
  })
  afterAll(() => host.stop())
  const { rest, addUser } = restOf(() => host.url)

  describe('who calls', () => {
    test('nobody: 401 with the recorded body, never a redirect or a challenge', async () => {
      const answered = await rest('GET', `${admin}/users`, { as: '' })
      expect([answered.status, answered.body]).toEqual([401, notPermitted])
      expect(answered.headers.get('www-authenticate')).toBeNull()
      expect(answered.headers.get('content-type')).toBe('application/json;charset=UTF-8')
    })

    test('a wrong password: 401 with the recorded message and a challenge', async () => {
      const answered = await rest('GET', `${admin}/users`, { as: basic(administrator.userName, 'wrong') })
      expect(answered.status).toBe(401)
      expect(answered.body).toMatchObject(
        error(
          null,
          'Authentication failed. Please check your credentials and try again.',
          'com.atlassian.bitbucket.auth.IncorrectPasswordAuthenticationException',
        ),
      )
      expect(answered.headers.get('www-authenticate')).toBe('Basic realm="Atlassian Bitbucket"')
    })

    test.each(['Bearer abc', 'Basic', 'Basic !!!', basic('', 'x')])(
      '%j is refused, not ignored',
      async (as) => {
        expect((await rest('GET', `${admin}/users`, { as })).status).toBe(401)
      },
    )

    test('the answer says who it was', async () => {
      const { headers } = await rest('GET', `${admin}/users`)
      expect(headers.get('x-ausername')).toBe('admin')
      expect(headers.get('x-auserid')).toBe('1')
      expect(headers.get('x-arequestid')).toMatch(/^@\w+x\d+x\w+x\d+$/)
    })

    test('a user without permission: 401 where ADMIN is needed, 200 where LICENSED_USER is', async () => {
      await addUser('plain')
      const as = basic('plain', 'pass word')
      const refused = await rest('POST', `${admin}/groups?name=x`, { as })
      expect([refused.status, refused.body]).toEqual([401, notPermitted])
      expect((await rest('GET', `${admin}/users`, { as })).status).toBe(200)
    })

    test('guessing is stopped, and what was right before goes on', async () => {
      await addUser('guessed')
      const from = { 'x-forwarded-for': '203.0.113.7' }
      const users = (password: string, headers: Record<string, string> = from) =>
        rest('GET', `${admin}/users`, { as: basic('guessed', password), headers })
      expect((await users('pass word')).status).toBe(200)
      for (let n = 0; n < 10; n++) await users(`wrong ${n}`)
      const stopped = await users('wrong')
      expect(stopped.status).toBe(403)
      expect(stopped.headers.get('x-authentication-denied-reason')).toContain('CAPTCHA_CHALLENGE')
      expect((await users('pass word')).status).toBe(200)
      host.wait(6 * 60_000)
      await users('wrong')
      expect((await users('pass word')).status).toBe(403)
      expect((await users('pass word', { 'x-forwarded-for': '203.0.113.8' })).status).toBe(200)
    })

    test('guesses side by side are counted like those one after the other', async () => {
      await addUser('flooded')
      const users = (password: string) => rest('GET', `${admin}/users`, { as: basic('flooded', password) })
      const right = await Promise.all(Array.from({ length: 15 }, () => users('pass word')))
      expect(right.map(({ status }) => status)).toEqual(Array(15).fill(200))
      const wrong = await Promise.all(Array.from({ length: 15 }, (_empty, n) => users(`wrong ${n}`)))
      expect(wrong.filter(({ status }) => status === 401)).toHaveLength(10)
      expect(wrong.filter(({ status }) => status === 403)).toHaveLength(5)
    })

    test('an administrator ends the pause, from anywhere', async () => {
      await addUser('paused')
      const as = basic('paused', 'pass word')
      const headers = { 'x-forwarded-for': '203.0.113.7' }
      for (let n = 0; n < 11; n++)
        await rest('GET', `${admin}/users`, { as: basic('paused', `wrong ${n}`), headers })
      expect((await rest('GET', `${admin}/users`, { as, headers })).status).toBe(403)
      expect((await rest('DELETE', `${admin}/users/captcha?name=paused`)).status).toBe(204)
      expect((await rest('GET', `${admin}/users`, { as, headers })).status).toBe(200)
    })

    test('a changed password ends the old one at once, remembered or not', async () => {
      await addUser('changing')
      const old = basic('changing', 'pass word')
      expect((await rest('GET', `${admin}/users`, { as: old })).status).toBe(200)
      const json = { name: 'changing', password: 'another', passwordConfirm: 'another' }
      expect((await rest('PUT', `${admin}/users/credentials`, { json })).status).toBe(204)
      expect((await rest('GET', `${admin}/users`, { as: old })).status).toBe(401)
      expect((await rest('GET', `${admin}/users`, { as: basic('changing', 'another') })).status).toBe(200)
    })
  })
})
