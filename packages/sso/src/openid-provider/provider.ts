import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sessions } from '@postern/kit/session'
import type { World } from '@postern/kit/world'
import type { Accounts } from '../accounts/store.ts'
import type { Activity } from '../activity/store.ts'
import type { Applications } from '../applications/store.ts'
import type { Mounted } from './mount.ts'
import { openidRecords } from './records.ts'

export interface OpenidProvider {
  /** Takes what is under `/openid/`; for `serve({ before })`. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** Loads the library and makes the key at the first start, so that the first person does not wait for it. */
  warm(): Promise<void>
  sweep(now: number): Promise<void>
}

/** What the provider needs of the rest of the server. */
export interface ProviderNeeds {
  readonly world: World
  /** Person sessions; their `subject` is the account. */
  readonly sessions: Sessions
  readonly applications: Applications
  readonly accounts: Accounts
  readonly activity: Activity
  /** `${publicUrl.origin}/openid` */
  readonly issuer: string
}

const prefix = '/openid'

/** Our OpenID provider, toward applications. The library is loaded when it is first needed: it is no part of a start. */
export function openidProvider(of: ProviderNeeds): OpenidProvider {
  const records = openidRecords(of.world.store)
  let loading: Promise<Mounted> | undefined
  const load = () => {
    loading ??= import('./mount.ts')
      .then(({ mount }) => mount(of, records))
      .catch((error: unknown) => {
        loading = undefined
        throw error
      })
    return loading
  }
  return {
    handle(request, response) {
      const url = request.url ?? ''
      if (!url.startsWith(`${prefix}/`)) return false
      void serve(of, load, request, response)
      return true
    },
    warm: async () => void (await load()),
    sweep: (now) => records.sweep(now),
  }
}

async function serve(
  { world }: ProviderNeeds,
  load: () => Promise<Mounted>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { publicUrl } = world.settings
    // The library makes its addresses from these: they are what the settings say, whatever the request claims.
    request.headers.host = publicUrl.host
    request.headers['x-forwarded-host'] = publicUrl.host
    request.headers['x-forwarded-proto'] = publicUrl.protocol.slice(0, -1)
    const answer = await load()
    const url = request.url ?? ''
    Object.assign(request, { originalUrl: url, url: url.slice(prefix.length) })
    await answer(request, response)
  } catch (error) {
    world.log.error({ err: error }, 'a bug: the OpenID provider did not answer')
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
    response.end('The sign-in service could not answer. Open the application again.\n')
  }
}
