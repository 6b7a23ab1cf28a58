import type { Migration, Store } from '@postern/kit/store'
import { sql } from 'kysely'
import { type ApplicationId, applicationId } from '../applications/application.ts'
import type { ConnectionId } from '../connections/connection.ts'
import { type Account, type AccountId, accountId } from './account.ts'
import type { Subject } from './ledger.ts'
import { accountProblem } from './problems.ts'

interface Tables {
  accounts: {
    id: string
    connection_id: string
    subject: string
    application_id: string
    user_name: string
    /** `user_name` without case, as Bitbucket compares. */
    user_key: string
    display_name: string
    email_address: string
    /** User name, display name and address, folded, for the search. */
    words: string
    state: 'pending' | 'made' | 'ready'
    created_at: number
    application_key: string
  }
}
type Row = Tables['accounts']

export const accountsMigration: Migration = {
  name: '022-accounts',
  up: async (database) => {
    await database.schema
      .createTable('accounts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('application_id', 'text', (column) => column.notNull())
      .addColumn('user_name', 'text', (column) => column.notNull())
      .addColumn('user_key', 'text', (column) => column.notNull())
      .addColumn('display_name', 'text', (column) => column.notNull())
      .addColumn('email_address', 'text', (column) => column.notNull())
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('accounts_subject', ['application_id', 'connection_id', 'subject'])
      .addUniqueConstraint('accounts_user', ['application_id', 'user_key'])
      .execute()
    await database.schema
      .createIndex('accounts_created')
      .on('accounts')
      .columns(['created_at', 'id'])
      .execute()
  },
}

export const accountKeysMigration: Migration = {
  name: '061-account-keys',
  up: async (database) => {
    await database.schema
      .alterTable('accounts')
      .addColumn('application_key', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
  },
}

export const accountsSearchMigration: Migration = {
  name: '024-accounts-search',
  up: async (database) => {
    await database.schema
      .createIndex('accounts_search')
      .on('accounts')
      .columns(['created_at', 'id', 'words'])
      .execute()
    await database.schema.dropIndex('accounts_created').execute()
  },
}

/** An account and how far it is: tied here, made at the application, given its groups. */
export interface KeptAccount {
  readonly account: Account
  readonly state: 'pending' | 'made' | 'ready'
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

export function accounts(store: Store) {
  const table = () => store.tables<Tables>()
  return {
    /** The account, where it is ready to be used. */
    async find(id: string): Promise<Account | undefined> {
      const kept = await this.findKept(id)
      return kept?.state === 'ready' ? kept.account : undefined
    },
    async require(id: string): Promise<Account> {
      const found = await this.find(id)
      if (!found) throw accountProblem('account-missing', { id })
      return found
    },
    async findKept(id: string): Promise<KeptAccount | undefined> {
      const row = await table().selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()
      return row && read(row)
    },
    /** The account that this person is tied to, ready or not. */
    async findBySubject(of: {
      readonly applicationId: ApplicationId
      readonly connectionId: ConnectionId
      readonly subject: string
    }): Promise<KeptAccount | undefined> {
      const row = await table()
        .selectFrom('accounts')
        .selectAll()
        .where('application_id', '=', of.applicationId)
        .where('connection_id', '=', of.connectionId)
        .where('subject', '=', of.subject)
        .executeTakeFirst()
      return row && read(row)
    },
    async findByUserName(applicationId: ApplicationId, userName: string): Promise<KeptAccount | undefined> {
      const row = await table()
        .selectFrom('accounts')
        .selectAll()
        .where('application_id', '=', applicationId)
        .where('user_key', '=', fold(userName))
        .executeTakeFirst()
      return row && read(row)
    },
    /**
     * Ties the person to the user name. False where the person, or that account, is tied already: the two
     * unique constraints decide, so that of two browsers, or two persons, one wins.
     */
    async claim(account: Account, state: KeptAccount['state']): Promise<boolean> {
      const claimed = await table()
        .insertInto('accounts')
        .values(write(account, state))
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      return claimed !== undefined
    },
    async setState(id: AccountId, state: KeptAccount['state']): Promise<void> {
      await table().updateTable('accounts').set({ state }).where('id', '=', id).execute()
    },
    /**
     * The account has another name at the application, or told its key. False where another tie has that name: of two people
     * one would come in as the other.
     */
    async follow(
      account: Pick<Account, 'id' | 'applicationId' | 'displayName' | 'emailAddress'>,
      to: { readonly userName: string; readonly key: string },
    ): Promise<boolean> {
      const other = await this.findByUserName(account.applicationId, to.userName)
      if (other && other.account.id !== account.id) return false
      const { userName, key } = to
      await table()
        .updateTable('accounts')
        .set({
          user_name: userName,
          user_key: fold(userName),
          application_key: key,
          words: wordsOf({ ...account, userName }),
        })
        .where('id', '=', account.id)
        .execute()
      return true
    },
    /** Full name and address, as the application has them now. */
    async describe(account: Account): Promise<void> {
      const { display_name, email_address, words } = write(account, 'ready')
      await table()
        .updateTable('accounts')
        .set({ display_name, email_address, words })
        .where('id', '=', account.id)
        .execute()
    },
    /** Forgets the tie; the account at the application stays. */
    async remove(id: AccountId): Promise<void> {
      await table().deleteFrom('accounts').where('id', '=', id).execute()
    },
    /** Forgets every tie of a connection that is no more: the same people may come by another. */
    async removeOf(connectionId: ConnectionId): Promise<void> {
      await table().deleteFrom('accounts').where('connection_id', '=', connectionId).execute()
    },
    /** Forgets every tie to an application that is no longer connected; its accounts stay. */
    async removeAllAt(applicationId: ApplicationId): Promise<void> {
      await table().deleteFrom('accounts').where('application_id', '=', applicationId).execute()
    },
    /**
     * The newest first, at most `limit`, whose user name, display name or address holds every word of `search`. `before` is
     * the last one of the page before: a page far down costs what the first one does.
     */
    async list(of: {
      readonly search: string
      readonly limit: number
      readonly before?: Pick<Account, 'createdAt' | 'id'> | undefined
    }): Promise<readonly KeptAccount[]> {
      const { before } = of
      // The index `accounts_search` holds all that is looked at: accounts that do not fit are not read.
      let query = table()
        .selectFrom('accounts')
        .select('id')
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
      if (before) query = query.where(sql<boolean>`(created_at, id) < (${before.createdAt}, ${before.id})`)
      for (const word of fold(of.search).split(/\s+/).filter(Boolean).slice(0, 8)) {
        query = query.where((on) =>
          on(
            on.fn<number>(store.engine === 'embedded' ? 'instr' : 'strpos', ['words', on.val(word)]),
            '>',
            0,
          ),
        )
      }
      const rows = await table()
        .selectFrom('accounts')
        .selectAll()
        .where('id', 'in', query.limit(of.limit))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map(read)
    },
    /** The ties of these people, at whichever application. */
    async ofSubjects(subjects: readonly Subject[]): Promise<readonly KeptAccount[]> {
      if (subjects.length === 0) return []
      const rows = await table()
        .selectFrom('accounts')
        .selectAll()
        .where((on) =>
          on.or(
            subjects.map(({ connectionId: connection, subject }) =>
              on.and([on('connection_id', '=', connection), on('subject', '=', subject)]),
            ),
          ),
        )
        .orderBy('created_at', 'desc')
        .limit(100)
        .execute()
      return rows.map(read)
    },
  }
}

export type Accounts = ReturnType<typeof accounts>

function read(row: Row): KeptAccount {
  return {
    state: row.state,
    account: {
      id: accountId(row.id),
      connectionId: row.connection_id as ConnectionId,
      subject: row.subject,
      applicationId: applicationId(row.application_id),
      userName: row.user_name,
      displayName: row.display_name,
      emailAddress: row.email_address,
      key: row.application_key,
      createdAt: row.created_at,
    },
  }
}

function write(account: Account, state: KeptAccount['state']): Row {
  return {
    id: account.id,
    connection_id: account.connectionId,
    subject: account.subject,
    application_id: account.applicationId,
    user_name: account.userName,
    user_key: fold(account.userName),
    display_name: account.displayName,
    email_address: account.emailAddress,
    words: wordsOf(account),
    state,
    created_at: account.createdAt,
    application_key: account.key ?? '',
  }
}

const wordsOf = (account: Pick<Account, 'userName' | 'displayName' | 'emailAddress'>) =>
  fold(`${account.userName} ${account.displayName} ${account.emailAddress}`)
