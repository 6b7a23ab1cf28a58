import type { Migration } from '@postern/kit/store'
import { sql } from 'kysely'
import { fold } from '../fold.ts'
import type { EnterpriseApplication } from './application.ts'

export interface ApplicationRow {
  id: string
  name: string
  name_key: string
  template: string
  identifier: string | null
  /** JSON lists; null: none. */
  further_identifiers: string | null
  reply_url: string | null
  further_reply_urls: string | null
  sign_on_url: string | null
  relay_state: string | null
  logout_url: string | null
  method: string | null
  enabled: number
  assignment_required: number
  visible: number
  returns_errors: number
  created_at: number
}

export interface ApplicationTables {
  applications: ApplicationRow
  /** Every Identifier, each once: two applications cannot share one. */
  application_identifiers: { identifier: string; application_id: string }
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

export const addressesMigration: Migration = {
  name: '034-addresses',
  up: async (database) => {
    for (const column of ['further_identifiers', 'further_reply_urls', 'relay_state', 'logout_url']) {
      await database.schema.alterTable('applications').addColumn(column, 'text').execute()
    }
    for (const column of ['assignment_required', 'visible']) {
      await database.schema
        .alterTable('applications')
        .addColumn(column, 'integer', (of) => of.notNull().defaultTo(1))
        .execute()
    }
    await database.schema
      .createTable('application_identifiers')
      .addColumn('identifier', 'text', (column) => column.primaryKey())
      .addColumn('application_id', 'text', (column) =>
        column.notNull().references('applications.id').onDelete('cascade'),
      )
      .execute()
    await database.schema
      .createIndex('application_identifiers_application')
      .on('application_identifiers')
      .column('application_id')
      .execute()
    await sql`insert into application_identifiers (identifier, application_id)
      select identifier, id from applications where identifier is not null`.execute(database)
  },
}

export const returnedErrorsMigration: Migration = {
  name: '049-returned-errors',
  up: (database) =>
    database.schema
      .alterTable('applications')
      .addColumn('returns_errors', 'integer', (of) => of.notNull().defaultTo(0))
      .execute(),
}

export function applicationOf(row: ApplicationRow): EnterpriseApplication {
  return {
    id: row.id,
    name: row.name,
    templateId: row.template,
    identifier: row.identifier ?? undefined,
    furtherIdentifiers: listOf(row.further_identifiers),
    replyUrl: row.reply_url ?? undefined,
    furtherReplyUrls: listOf(row.further_reply_urls),
    signOnUrl: row.sign_on_url ?? undefined,
    relayState: row.relay_state ?? undefined,
    logoutUrl: row.logout_url ?? undefined,
    method: row.method === 'saml' || row.method === 'disabled' ? row.method : undefined,
    enabled: row.enabled === 1,
    assignmentRequired: row.assignment_required === 1,
    visible: row.visible === 1,
    returnsErrors: row.returns_errors === 1,
    createdAt: row.created_at,
  }
}

export function rowOf(of: EnterpriseApplication): ApplicationRow {
  return {
    id: of.id,
    name: of.name,
    name_key: fold(of.name),
    template: of.templateId,
    ...addressColumns(of),
    method: of.method ?? null,
    enabled: of.enabled ? 1 : 0,
    assignment_required: of.assignmentRequired ? 1 : 0,
    visible: of.visible ? 1 : 0,
    returns_errors: of.returnsErrors ? 1 : 0,
    created_at: of.createdAt,
  }
}

/** The columns of *Basic SAML Configuration*. */
export const addressColumns = (of: Addresses) => ({
  identifier: of.identifier ?? null,
  further_identifiers: JSON.stringify(of.furtherIdentifiers),
  reply_url: of.replyUrl ?? null,
  further_reply_urls: JSON.stringify(of.furtherReplyUrls),
  sign_on_url: of.signOnUrl ?? null,
  relay_state: of.relayState ?? null,
  logout_url: of.logoutUrl ?? null,
})

type Addresses = Pick<
  EnterpriseApplication,
  | 'identifier'
  | 'furtherIdentifiers'
  | 'replyUrl'
  | 'furtherReplyUrls'
  | 'signOnUrl'
  | 'relayState'
  | 'logoutUrl'
>

const listOf = (json: string | null) => JSON.parse(json ?? '[]') as readonly string[]
