import type { Store } from '@postern/kit/store'
import { z } from 'zod'
import { type By, changesOf, type Facts, record } from '../audit/index.ts'
import { fold } from '../directory/index.ts'
import type { Version } from '../instance/index.ts'

interface Tables {
  basic_auth: { only: string; settings: string }
}

const list = z.array(z.string().min(1).max(255)).max(200)

/** BasicAuthConfigEntity of bitbucket.md 1c. */
export const basicAuthWire = z.object({
  'block-requests': z.boolean().nullish(),
  'allowed-paths': list.nullish(),
  'allowed-users': list.nullish(),
  'show-warning-message': z.boolean().nullish(),
})

export interface BasicAuthSettings {
  readonly 'block-requests': boolean
  readonly 'allowed-paths': readonly string[]
  readonly 'allowed-users': readonly string[]
  readonly 'show-warning-message': boolean
}

/** Whether passwords may be sent as Basic authentication: all, none, or those of some users or to some paths. */
export function basicAuth(store: Store, plays: Version) {
  const initial: BasicAuthSettings = {
    'block-requests': plays.blocksBasicAuth,
    'allowed-paths': [],
    'allowed-users': [],
    'show-warning-message': false,
  }
  const get = async (of: Store = store): Promise<BasicAuthSettings> => {
    const row = await of.tables<Tables>().selectFrom('basic_auth').select('settings').executeTakeFirst()
    return row ? { ...initial, ...(JSON.parse(row.settings) as BasicAuthSettings) } : initial
  }
  return {
    get: () => get(),
    change: (by: By, to: z.infer<typeof basicAuthWire>): Promise<void> =>
      store.transaction(async (inner) => {
        const given = Object.fromEntries(Object.entries(to).filter(([, value]) => value != null))
        const before = await get(inner)
        const after = { ...before, ...given }
        const settings = JSON.stringify(after)
        await inner
          .tables<Tables>()
          .insertInto('basic_auth')
          .values({ only: 'only', settings })
          .onConflict((conflict) => conflict.column('only').doUpdateSet({ settings }))
          .execute()
        await record(inner, by, {
          category: 'Security',
          summary: 'Basic authentication changed',
          affected: [{ kind: 'Setting', name: 'Basic authentication' }],
          changes: changesOf(factsOf(before), factsOf(after)),
        })
      }),
    async allows(user: string, path: string): Promise<boolean> {
      const settings = await get()
      if (!settings['block-requests']) return true
      const known = settings['allowed-users'].some((name) => fold(name) === fold(user))
      return known || settings['allowed-paths'].some((pattern) => matches(pattern, path))
    },
  }
}

const factsOf = (settings: BasicAuthSettings): Facts => ({
  Blocked: settings['block-requests'],
  'Allowed users': settings['allowed-users'],
  'Allowed paths': settings['allowed-paths'],
  'Warning shown': settings['show-warning-message'],
})

/** `*` stands for anything; without one, a path allows what is below it too. */
export function matches(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) {
    const folder = pattern.replace(/\/+$/, '')
    return path === folder || path.startsWith(`${folder}/`)
  }
  // Not a regular expression of a stranger's making: the pieces between the stars, one after the other.
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop() ?? ''
  if (!path.startsWith(first) || !path.endsWith(last)) return false
  let at = first.length
  for (const piece of rest) {
    const found = path.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return at <= path.length - last.length
}

export type BasicAuth = ReturnType<typeof basicAuth>
