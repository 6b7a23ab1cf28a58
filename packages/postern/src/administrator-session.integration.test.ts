import { randomBytes } from 'node:crypto'
import { kinds, TestLine, targetWith } from '@postern/sso/conformance'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { administrator, startHost, type TestHost, usualPassword } from './test-host.ts'

/** The connector by a session, before the host as a version with the log-in over REST and as one without. */
describe.each([
  { version: '8.19', overRest: false },
  { version: '10.2', overRest: true },
])('a session of an administrator at Bitbucket $version', ({ version, overRest }) => {
  let host: TestHost
  let line: TestLine
  beforeAll(async () => {
    host = await startHost(version)
    line = await new TestLine(host.url).start()
    await host.byHand.addAccount({
      userName: 'jane',
      displayName: 'Jane',
      emailAddress: 'jane@example.com',
    })
    await host.byHand.join('jane', 'stash-users')
  })
  afterAll(async () => {
    await line.stop()
    await host.stop()
  })
  beforeEach(() => line.fail([]))

  const connectorOf = (who: Partial<typeof administrator> = {}) =>
    kinds.bitbucket.connector(
      targetWith(
        { ...administrator, ...who, through: 'session' },
        { baseUrl: line.baseUrl, random: randomBytes },
      ),
    )
  const logIns = () => line.passed.filter(({ method, url }) => method === 'POST' && url === '/websudo').length
  const refused = (who: Partial<typeof administrator>) => expect(connectorOf(who).check()).rejects

  test('is one for many calls, also at once', async () => {
    const connector = connectorOf()
    await Promise.all(Array.from({ length: 10 }, () => connector.groupsOf('jane')))
    await connector.check()
    expect(logIns()).toBe(1)
  })

  test('that has ended is begun anew, once for the calls that it met', async () => {
    const connector = connectorOf()
    await connector.check()
    line.withoutCookies = 3
    const found = await Promise.all(Array.from({ length: 3 }, () => connector.findAccount('jane')))
    expect(found.map((one) => one?.userName)).toEqual(['jane', 'jane', 'jane'])
    expect(logIns()).toBe(2)
  })

  test('that the application no longer takes at all is asked for once, not for ever', async () => {
    const connector = connectorOf()
    await connector.check()
    line.withoutCookies = 1_000
    await expect(connector.findAccount('jane')).rejects.toThrow()
    line.withoutCookies = 0
    expect(line.passed.length).toBeLessThan(12)
  })

  test('is refused with a wrong password, which no Problem holds, and to who does not administer', async () => {
    await refused({ password: 'wrong' }).toMatchObject({
      code: 'application-credential',
      facts: expect.not.objectContaining({ password: 'wrong' }),
    })
    await refused({ userName: 'jane', password: usualPassword }).toMatchObject({ code: 'application-rights' })
  })

  // The log-in form, which is all that there is without REST, only comes back.
  if (overRest) {
    test('says where a second factor is wanted', async () => {
      line.fail([{ status: 412 }], 'changes')
      await refused({}).toMatchObject({ code: 'application-second-factor' })
    })

    test('says where a CAPTCHA is wanted', async () => {
      for (let n = 0; n < 12; n++)
        await connectorOf({ userName: 'jane', password: 'wrong' })
          .check()
          .catch(() => n)
      await refused({ userName: 'jane', password: 'wrong' }).toMatchObject({ code: 'application-captcha' })
    })
  }
})
