import type { Store } from '@postern/kit/store'
import { z } from 'zod'
import { type By, changesOf, type Facts, record } from '../audit/index.ts'

interface Tables {
  sso_configuration: { only: string; settings: string; last_updated: number }
}

/** SsoConfigEntity of bitbucket.md 1c. `discovery-refresh-cron` is kept and answered; we refresh every ten minutes. */
export const wireSso = z.object({
  'show-login-form': z.boolean().optional(),
  'show-login-form-for-jsm': z.boolean().optional(),
  'enable-authentication-fallback': z.boolean().optional(),
  'discovery-refresh-cron': z.string().max(100).optional(),
})

export type SsoSettings = Required<{
  readonly [K in keyof z.infer<typeof wireSso>]: NonNullable<z.infer<typeof wireSso>[K]>
}>
export type SsoConfiguration = SsoSettings & { readonly lastUpdated: number | undefined }

const initial: SsoSettings = {
  'show-login-form': true,
  'show-login-form-for-jsm': true,
  'enable-authentication-fallback': false,
  'discovery-refresh-cron': '0 0 1 * * ?',
}

/** What holds for the log-in page as a whole: one row, made by the first change. */
export function ssoConfiguration(store: Store) {
  const get = async (of: Store = store): Promise<SsoConfiguration> => {
    const row = await of.tables<Tables>().selectFrom('sso_configuration').selectAll().executeTakeFirst()
    if (!row) return { ...initial, lastUpdated: undefined }
    return { ...initial, ...(JSON.parse(row.settings) as SsoSettings), lastUpdated: row.last_updated }
  }
  return {
    get: () => get(),
    change: (by: By, to: z.infer<typeof wireSso>): Promise<SsoConfiguration> =>
      store.transaction(async (inner) => {
        const { lastUpdated: _, ...before } = await get(inner)
        const given = Object.fromEntries(Object.entries(to).filter(([, value]) => value !== undefined))
        const after = { ...before, ...given }
        const row = { settings: JSON.stringify(after), last_updated: by.from.now }
        await inner
          .tables<Tables>()
          .insertInto('sso_configuration')
          .values({ only: 'only', ...row })
          .onConflict((conflict) => conflict.column('only').doUpdateSet(row))
          .execute()
        await record(inner, by, {
          category: 'Security',
          summary: 'Login options changed',
          affected: [{ kind: 'Setting', name: 'Authentication methods' }],
          changes: changesOf(factsOf(before), factsOf(after)),
        })
        return { ...after, lastUpdated: by.from.now }
      }),
  }
}

const factsOf = (settings: SsoSettings): Facts => ({
  'Login form shown': settings['show-login-form'],
  'Login form shown to customers': settings['show-login-form-for-jsm'],
  'Way in by auth_fallback': settings['enable-authentication-fallback'],
  'Discovery refreshed': settings['discovery-refresh-cron'],
})

export type SsoConfigurationStore = ReturnType<typeof ssoConfiguration>
