import { randomBytes } from 'node:crypto'
import { conformance, type KindName, kinds, TestLine, targetWith } from '@postern/sso/conformance'
import { administrator, startHost, type TestHost, usualPassword } from './test-host.ts'

/** Every connector against the application that it is for. A kind without a run does not compile. */
const runs: Readonly<Record<KindName, () => void>> = {
  bitbucket() {
    for (const version of ['8.19', '9.4', '10.2'])
      for (const way of ['password', 'session'] as const) bitbucket(version, way)
  },
}
for (const run of Object.values(runs)) run()

/**
 * Before the host as that version. By a session it is an account that 10 lets send no Basic authentication: by that way the
 * connector needs none.
 */
function bitbucket(version: string, way: 'password' | 'session'): void {
  let host: TestHost
  let line: TestLine
  conformance(`Bitbucket ${version}, by ${way}`, {
    async start() {
      host = await startHost(version)
      const { byHand } = host
      const userName = 'postern'
      await byHand.addAccount({ userName, displayName: userName, emailAddress: 'postern@example.com' })
      await byHand.administer(userName)
      line = await new TestLine(host.url).start()
      const credential =
        way === 'password' ? administrator : ({ userName, password: usualPassword, through: way } as const)
      const target = targetWith(credential, { baseUrl: line.baseUrl, random: randomBytes })
      const connector = kinds.bitbucket.connector(target)
      return { connector, line, defaultGroup: 'stash-users', secret: credential.password, byHand }
    },
    async stop() {
      await line.stop()
      await host.stop()
    },
  })
}
