import type { Migration } from '@postern/kit/store'

export interface AuditTables {
  audit_events: {
    /** Begins with the time, so that its order is the order in which things were done. */
    id: string
    at: number
    author: string
    category: string
    summary: string
    affected: string
    changes: string
    address: string | null
    reference: string | null
    /** Folded author, summary, names of what was affected, address and reference, for searching. */
    search: string
  }
}

export const auditMigration: Migration = {
  name: '085-audit',
  up: async (database) => {
    await database.schema
      .createTable('audit_events')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('author', 'text', (column) => column.notNull())
      .addColumn('category', 'text', (column) => column.notNull())
      .addColumn('summary', 'text', (column) => column.notNull())
      .addColumn('affected', 'text', (column) => column.notNull())
      .addColumn('changes', 'text', (column) => column.notNull())
      .addColumn('address', 'text')
      .addColumn('reference', 'text')
      .addColumn('search', 'text', (column) => column.notNull())
      .execute()
    await database.schema
      .createIndex('audit_events_category')
      .on('audit_events')
      .columns(['category', 'id'])
      .execute()
  },
}
