import type { Migration, Store } from '@postern/kit/store'
import { sql } from 'kysely'
import { containing, fold } from '../fold.ts'
import { isGuid } from '../guid.ts'
import { like } from '../like.ts'
import type { EnterpriseApplication, SingleSignOnMethod } from './application.ts'
import type { BasicConfiguration } from './basic-configuration.ts'
import { applicationProblem } from './problems.ts'

interface Row {
  id: string
  name: string
  name_key: string
  template: string
  identifier: string | null
  reply_url: string | null
  sign_on_url: string | null
  method: string | null
  enabled: number
  created_at: number
}

export interface ApplicationTables {
  applications: Row
}

export const applicationsMigration: Migration = {
  name: '014-applications',
  up: async (database) => {
    await database.schema
      .createTable('applications')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull())
      .addColumn('template', 'text', (column) => column.notNull())
      .addColumn('identifier', 'text', (column) => column.unique())
      .addColumn('reply_url', 'text')
      .addColumn('sign_on_url', 'text')
      .addColumn('enabled', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

/** Who had addresses before there was a choice had chosen SAML. */
export const methodMigration: Migration = {
  name: '021-single-sign-on-method',
  up: async (database) => {
    await database.schema.alterTable('applications').addColumn('method', 'text').execute()
    await sql`update applications set method = 'saml' where identifier is not null`.execute(database)
  },
}

export const applicationsShown = 100

export function applications(store: Store) {
  const table = () => store.tables<ApplicationTables>()
  const find = async (column: 'id' | 'identifier', value: string) => {
    const row = await table()
      .selectFrom('applications')
      .selectAll()
      .where(column, '=', value)
      .executeTakeFirst()
    return row && applicationOf(row)
  }
  return {
    find: async (id: string) => (isGuid(id) ? find('id', id) : undefined),
    /** By the Issuer of a request: exact, to the last slash. */
    findByIdentifier: (identifier: string) => find('identifier', identifier),
    /** Problem `application-missing`. */
    async require(id: string): Promise<EnterpriseApplication> {
      const found = await this.find(id)
      if (!found) throw applicationProblem('application-missing', {})
      return found
    },
    async add(application: EnterpriseApplication): Promise<void> {
      await table().insertInto('applications').values(rowOf(application)).execute()
    },
    /** The application that has this Identifier already, or undefined once the configuration is saved. */
    async configure(id: string, of: BasicConfiguration): Promise<EnterpriseApplication | undefined> {
      return store.transaction(async (inner) => {
        const other = await applications(inner).findByIdentifier(of.identifier)
        if (other && other.id !== id) return other
        const columns = {
          identifier: of.identifier,
          reply_url: of.replyUrl,
          sign_on_url: of.signOnUrl ?? null,
          method: 'saml',
        }
        const rows = inner.tables<ApplicationTables>()
        await rows.updateTable('applications').set(columns).where('id', '=', id).execute()
        return undefined
      })
    },
    async select(id: string, method: SingleSignOnMethod): Promise<void> {
      await table().updateTable('applications').set({ method }).where('id', '=', id).execute()
    },
    async change(id: string, of: { readonly name: string; readonly enabled: boolean }): Promise<void> {
      const columns = { name: of.name, name_key: fold(of.name), enabled: of.enabled ? 1 : 0 }
      await table().updateTable('applications').set(columns).where('id', '=', id).execute()
    },
    async remove(id: string): Promise<void> {
      await table().deleteFrom('applications').where('id', '=', id).execute()
    },
    async list(search: string): Promise<readonly EnterpriseApplication[]> {
      const rows = await table()
        .selectFrom('applications')
        .selectAll()
        .where((of) => like(of.ref('name_key'), containing(search)))
        .orderBy('name_key')
        .orderBy('id')
        .limit(applicationsShown)
        .execute()
      return rows.map(applicationOf)
    },
    async count(): Promise<number> {
      const row = await table()
        .selectFrom('applications')
        .select((of) => of.fn.countAll().as('applications'))
        .executeTakeFirstOrThrow()
      return Number(row.applications)
    },
  }
}

export type Applications = ReturnType<typeof applications>

export function applicationOf(row: Row): EnterpriseApplication {
  return {
    id: row.id,
    name: row.name,
    templateId: row.template,
    identifier: row.identifier ?? undefined,
    replyUrl: row.reply_url ?? undefined,
    signOnUrl: row.sign_on_url ?? undefined,
    method: row.method === 'saml' || row.method === 'disabled' ? row.method : undefined,
    enabled: row.enabled === 1,
    createdAt: row.created_at,
  }
}

function rowOf(of: EnterpriseApplication): Row {
  return {
    id: of.id,
    name: of.name,
    name_key: fold(of.name),
    template: of.templateId,
    identifier: of.identifier ?? null,
    reply_url: of.replyUrl ?? null,
    sign_on_url: of.signOnUrl ?? null,
    method: of.method ?? null,
    enabled: of.enabled ? 1 : 0,
    created_at: of.createdAt,
  }
}
