import type { Migration, Store } from '@postern/kit/store'
import type { ConnectionId } from '../connections/connection.ts'
import { type AccountRules, usualRules } from './rules.ts'

interface Row {
  connection_id: string
  /** Each column is JSON, and saved by one page. */
  mapping: string
  finding: string
  groups: string
}

interface Tables {
  account_rules: Row
}

export const accountRulesMigration: Migration = {
  name: '060-account-rules',
  up: async (database) => {
    await database.schema
      .createTable('account_rules')
      .addColumn('connection_id', 'text', (column) => column.primaryKey())
      .addColumn('mapping', 'text', (column) => column.notNull())
      .addColumn('finding', 'text', (column) => column.notNull())
      .addColumn('groups', 'text', (column) => column.notNull())
      .execute()
  },
}

/** What one page saves. */
export type RulesChange =
  | Pick<AccountRules, 'mapping' | 'transform'>
  | Pick<AccountRules, 'finding'>
  | Pick<AccountRules, 'groups'>

export function accountRules(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    /** Of this connection; the usual ones where nothing was changed. */
    async of(connectionId: ConnectionId): Promise<AccountRules> {
      const row = await table()
        .selectFrom('account_rules')
        .selectAll()
        .where('connection_id', '=', connectionId)
        .executeTakeFirst()
      return row ? read(row) : usualRules
    },
    /** Saves what is given and no other part, so that two pages do not undo each other's work. */
    async change(connectionId: ConnectionId, change: RulesChange): Promise<void> {
      const columns = write(change)
      await table()
        .insertInto('account_rules')
        .values({ connection_id: connectionId, ...usualColumns, ...columns })
        .onConflict((conflict) => conflict.column('connection_id').doUpdateSet(columns))
        .execute()
    },
    async remove(connectionId: ConnectionId): Promise<void> {
      await table().deleteFrom('account_rules').where('connection_id', '=', connectionId).execute()
    },
  }
}

export type AccountRulesStore = ReturnType<typeof accountRules>

type Columns = Omit<Row, 'connection_id'>

function write(change: RulesChange): Partial<Columns> {
  if ('finding' in change) return { finding: JSON.stringify(change.finding) }
  if ('groups' in change) return { groups: JSON.stringify(change.groups) }
  return { mapping: JSON.stringify({ mapping: change.mapping, transform: change.transform }) }
}

const usualColumns: Columns = {
  mapping: JSON.stringify({ mapping: usualRules.mapping, transform: usualRules.transform }),
  finding: JSON.stringify(usualRules.finding),
  groups: JSON.stringify(usualRules.groups),
}

function read({ mapping, finding, groups }: Row): AccountRules {
  const named: Pick<AccountRules, 'mapping' | 'transform'> = JSON.parse(mapping)
  return { ...named, finding: JSON.parse(finding), groups: JSON.parse(groups) }
}
