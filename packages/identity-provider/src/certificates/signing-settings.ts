import type { Migration, Store } from '@postern/kit/store'
import type { SigningAlgorithm, SigningOption } from '@postern/saml'

/** *Signing Option*, under the words of the screen (entra.md 1.5). */
export const signingOptions: readonly { readonly value: SigningOption; readonly label: string }[] = [
  { value: 'assertion', label: 'Sign SAML assertion' },
  { value: 'response', label: 'Sign SAML response' },
  { value: 'both', label: 'Sign SAML response and assertion' },
]

/** *Signing Algorithm*. */
export const signingAlgorithms: readonly { readonly value: SigningAlgorithm; readonly label: string }[] = [
  { value: 'rsa-sha256', label: 'SHA-256' },
  { value: 'rsa-sha1', label: 'SHA-1 (legacy: broken, refused by careful applications)' },
]

/** How answers to one application are signed, and who hears before the certificate expires. */
export interface SigningSettings {
  readonly option: SigningOption
  readonly algorithm: SigningAlgorithm
  /** E-mail addresses, at most five. */
  readonly notified: readonly string[]
}

export interface SettingsTables {
  signing_settings: { application_id: string; option: string; algorithm: string; notified: string }
}

export const signingSettingsMigration: Migration = {
  name: '030-signing-settings',
  up: async (database) => {
    await database.schema
      .createTable('signing_settings')
      .addColumn('application_id', 'text', (column) =>
        column.primaryKey().references('applications.id').onDelete('cascade'),
      )
      .addColumn('option', 'text', (column) => column.notNull())
      .addColumn('algorithm', 'text', (column) => column.notNull())
      .addColumn('notified', 'text', (column) => column.notNull())
      .execute()
  },
}

/** Entra's defaults. */
export const usualSigning: SigningSettings = { option: 'assertion', algorithm: 'rsa-sha256', notified: [] }

export function signingSettings(store: Store) {
  const table = () => store.tables<SettingsTables>()
  return {
    /** Entra's defaults where nothing was saved. */
    async of(applicationId: string): Promise<SigningSettings> {
      const row = await table()
        .selectFrom('signing_settings')
        .selectAll()
        .where('application_id', '=', applicationId)
        .executeTakeFirst()
      if (!row) return usualSigning
      return {
        option: signingOptions.find(({ value }) => value === row.option)?.value ?? usualSigning.option,
        algorithm:
          signingAlgorithms.find(({ value }) => value === row.algorithm)?.value ?? usualSigning.algorithm,
        notified: JSON.parse(row.notified) as string[],
      }
    },
    async save(applicationId: string, of: SigningSettings): Promise<void> {
      const columns = { option: of.option, algorithm: of.algorithm, notified: JSON.stringify(of.notified) }
      await table()
        .insertInto('signing_settings')
        .values({ application_id: applicationId, ...columns })
        .onConflict((conflict) => conflict.column('application_id').doUpdateSet(columns))
        .execute()
    },
  }
}
