import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '@postern/bitbucket'
import { freePort } from '@postern/kit/testing'
import type { Shown, Trial } from '@postern/sso/conformance'
import { allowBasic } from './sandbox/host.ts'

/** A System Admin, who may send Basic authentication in every version. */
export const administrator = { userName: 'admin', password: 'correct horse battery staple' }
/** Of every account that is made by hand. */
export const usualPassword = 'another battery staple'

export interface TestHost {
  readonly url: string
  /** What an administrator does there. */
  readonly byHand: Trial['byHand']
  stop(): Promise<void>
}

/** For tests: the Bitbucket host as it is started, on a port and in a folder of its own. */
export async function startHost(version: string): Promise<TestHost> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const dataDirectory = mkdtempSync(join(tmpdir(), 'postern-host-'))
  const host = await start({
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDirectory,
    LOG_LEVEL: 'silent',
    BITBUCKET_VERSION: version,
    BOOTSTRAP_ADMIN_USERNAME: administrator.userName,
    BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
  })
  await allowBasic(url, { system: 'bitbucket', role: 'administrator', ...administrator })
  return {
    url,
    byHand: byHandAt(url),
    async stop() {
      await host.stop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
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
      call('POST', 'users', {
        name,
        displayName,
        emailAddress,
        password: usualPassword,
        addToDefaultGroup: 'false',
      }),
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
