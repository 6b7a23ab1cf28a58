import type { Store } from '@postern/kit/store'
import { z } from 'zod'

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
  const tables = () => store.tables<Tables>()
  const get = async (): Promise<SsoConfiguration> => {
    const row = await tables().selectFrom('sso_configuration').selectAll().executeTakeFirst()
    if (!row) return { ...initial, lastUpdated: undefined }
    return { ...initial, ...(JSON.parse(row.settings) as SsoSettings), lastUpdated: row.last_updated }
  }
  return {
    get,
    async change(to: z.infer<typeof wireSso>, now: number): Promise<SsoConfiguration> {
      const { lastUpdated: _, ...before } = await get()
      const given = Object.fromEntries(Object.entries(to).filter(([, value]) => value !== undefined))
      const settings = JSON.stringify({ ...before, ...given })
      await tables()
        .insertInto('sso_configuration')
        .values({ only: 'only', settings, last_updated: now })
        .onConflict((conflict) => conflict.column('only').doUpdateSet({ settings, last_updated: now }))
        .execute()
      return get()
    },
  }
}

export type SsoConfigurationStore = ReturnType<typeof ssoConfiguration>
