import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '@postern/bitbucket'
import { conformance, type KindName, kinds, type Shown, TestLine, type Trial } from '@postern/sso/conformance'
import { allowBasic } from './sandbox/host.ts'

const administrator = { userName: 'admin', password: 'correct horse battery staple' }

/** Every connector against the application that it is for. A kind without a run does not compile. */
const runs: Readonly<Record<KindName, () => void>> = {
  bitbucket() {
    for (const version of ['8.19', '9.4', '10.2']) bitbucket(version)
  },
}
for (const run of Object.values(runs)) run()

/** Before the host as that version. */
function bitbucket(version: string): void {
  let host: Awaited<ReturnType<typeof start>>
  let line: TestLine
  const dataDirectory = mkdtempSync(join(tmpdir(), 'postern-conformance-'))
  conformance(`Bitbucket ${version}`, {
    async start() {
      const port = await freePort()
      const url = `http://127.0.0.1:${port}`
      host = await start({
        PORT: String(port),
        PUBLIC_URL: url,
        DATA_DIR: dataDirectory,
        LOG_LEVEL: 'silent',
        BITBUCKET_VERSION: version,
        BOOTSTRAP_ADMIN_USERNAME: administrator.userName,
        BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
      })
      await allowBasic(url, { system: 'bitbucket', role: 'administrator', ...administrator })
      line = await new TestLine(url).start()
      const connector = kinds.bitbucket.connector({
        baseUrl: line.baseUrl,
        ...administrator,
        random: randomBytes,
      })
      const { password: secret } = administrator
      return { connector, line, defaultGroup: 'stash-users', secret, byHand: byHandAt(url) }
    },
    async stop() {
      await line.stop()
      await host.stop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  })
}

interface Page<T> {
  readonly values: readonly T[]
  readonly isLastPage: boolean
  readonly nextPageStart?: number
}
interface User {
  readonly name: string
  readonly displayName: string
  readonly emailAddress: string
}

/** An administrator's REST calls, written for this alone. */
function byHandAt(url: string): Trial['byHand'] {
  const { userName, password } = administrator
  const authorization = `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`
  async function call<T>(method: string, path: string, query: Record<string, string>, json?: unknown) {
    const parameters = new URLSearchParams(query).toString()
    const answer = await fetch(`${url}/rest/api/latest/admin/${path}?${parameters}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  async function all<T>(path: string, query: Record<string, string>): Promise<readonly T[]> {
    const found: T[] = []
    for (let start: number | undefined = 0; start !== undefined; ) {
      const page: Page<T> = await call('GET', path, { ...query, limit: '100', start: String(start) })
      found.push(...page.values)
      start = page.isLastPage ? undefined : page.nextPageStart
    }
    return found
  }
  const shown = async ({ name, displayName, emailAddress }: User): Promise<Shown> => {
    const groups = await all<{ name: string }>('users/more-members', { context: name })
    return { userName: name, displayName, emailAddress, groups: groups.map((group) => group.name).sort() }
  }
  return {
    addAccount: ({ userName: name, displayName, emailAddress }) =>
      call('POST', 'users', { name, displayName, emailAddress, password: 'x', addToDefaultGroup: 'false' }),
    async addGroup(name, right) {
      await call('POST', 'groups', { name })
      const permission = right === 'administers' ? 'ADMIN' : 'LICENSED_USER'
      if (right) await call('PUT', 'permissions/groups', { name, permission })
    },
    join: (user, group) => call('POST', 'users/add-groups', {}, { user, groups: [group] }),
    administer: (name) => call('PUT', 'permissions/users', { name, permission: 'ADMIN' }),
    accounts: async () => Promise.all((await all<User>('users', {})).map(shown)),
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}
