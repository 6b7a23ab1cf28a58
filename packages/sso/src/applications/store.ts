import type { Seal } from '@postern/kit/seal'
import type { Migration, Store } from '@postern/kit/store'
import {
  type Credential,
  type LinkCredential,
  type LinkTokens,
  type SessionCredential,
  wayOf,
} from '../connectors/credential.ts'
import { kindNamed } from '../connectors/kinds.ts'
import { type Application, type ApplicationId, applicationId, type Protocol } from './application.ts'
import { applicationProblem } from './problems.ts'

interface Tables {
  applications: {
    id: string
    name: string
    kind: string
    base_url: string
    version: string
    client_id: string
    client_secret: string
    redirect_uri: string
    provider_id: string
    straight: number
    user_name: string
    credential: string
    credential_kind: string
    protocol: Protocol
    created_at: number
  }
}
type Row = Tables['applications']

export const applicationsMigration: Migration = {
  name: '021-applications',
  up: async (database) => {
    await database.schema
      .createTable('applications')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('base_url', 'text', (column) => column.notNull().unique())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('client_id', 'text', (column) => column.notNull().unique())
      .addColumn('client_secret', 'text', (column) => column.notNull())
      .addColumn('redirect_uri', 'text', (column) => column.notNull())
      .addColumn('provider_id', 'text', (column) => column.notNull())
      .addColumn('straight', 'integer', (column) => column.notNull())
      .addColumn('user_name', 'text', (column) => column.notNull())
      .addColumn('credential', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

/** `credential` holds a password, or what an application link gave; this says which. */
export const credentialKindMigration: Migration = {
  name: '025-credential-kind',
  up: async (database) => {
    await database.schema
      .alterTable('applications')
      .addColumn('credential_kind', 'text', (column) => column.notNull().defaultTo('password'))
      .execute()
  },
}

export const protocolMigration: Migration = {
  name: '062-application-protocol',
  up: async (database) => {
    await database.schema
      .alterTable('applications')
      .addColumn('protocol', 'text', (column) => column.notNull().defaultTo('openid'))
      .execute()
  },
}

/** What an application must never tell: opened only where it is used. */
export type ApplicationSecrets = {
  /** Of our OpenID provider: what the application calls us with. */
  readonly clientSecret: string
} & Credential

const most = 100
const secretPurpose = (id: ApplicationId) => `application ${id} client secret`
const credentialPurpose = (id: ApplicationId) => `application ${id} credential`

/** The applications that are connected, with their secrets sealed. */
export function applications(store: Store, seal: Seal) {
  const table = () => store.tables<Tables>()
  const find = async (id: string): Promise<Application | undefined> => {
    const row = await table().selectFrom('applications').selectAll().where('id', '=', id).executeTakeFirst()
    return row && read(row)
  }
  return {
    find,
    async list(): Promise<readonly Application[]> {
      const rows = await table()
        .selectFrom('applications')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .limit(most)
        .execute()
      return rows.map(read)
    },
    async require(id: string): Promise<Application> {
      const found = await find(id)
      if (!found) throw applicationProblem('application-missing', { id })
      return found
    },
    async findByClient(clientId: string): Promise<Application | undefined> {
      const row = await table()
        .selectFrom('applications')
        .selectAll()
        .where('client_id', '=', clientId)
        .executeTakeFirst()
      return row && read(row)
    },
    /** The application that calls itself so in SAML; undefined too where it is registered for OpenID Connect. */
    async findByEntityId(entityId: string): Promise<Application | undefined> {
      const found = await this.findByBaseUrl(entityId)
      return found?.protocol === 'saml' ? found : undefined
    },
    async findByBaseUrl(baseUrl: string): Promise<Application | undefined> {
      const row = await table()
        .selectFrom('applications')
        .selectAll()
        .where('base_url', '=', baseUrl)
        .executeTakeFirst()
      return row && read(row)
    },
    /** Makes the application, or changes the one with that id. False where another one has its Base URL. */
    async save(application: Application, secrets: ApplicationSecrets): Promise<boolean> {
      const row = write(application, secrets, seal)
      const { id, created_at: _createdAt, ...changed } = row
      const known = await table()
        .updateTable('applications')
        .set(changed)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
      if (known) return true
      const made = await table()
        .insertInto('applications')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      return made !== undefined
    },
    async remove(id: ApplicationId): Promise<void> {
      await table().deleteFrom('applications').where('id', '=', id).execute()
    },
    async secrets(id: ApplicationId): Promise<ApplicationSecrets> {
      const row = await table()
        .selectFrom('applications')
        .select(['client_secret', 'user_name', 'credential', 'credential_kind'])
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row) throw applicationProblem('application-missing', { id })
      return {
        clientSecret: seal.open(row.client_secret, secretPurpose(id)),
        userName: row.user_name,
        ...openCredential(row, seal.open(row.credential, credentialPurpose(id))),
      }
    },
    /** Keeps fresh tokens in place of `was`; false where others came in between, or the application is gone. */
    async renew(id: ApplicationId, was: LinkTokens, to: LinkTokens): Promise<boolean> {
      const row = await table()
        .selectFrom('applications')
        .select(['credential', 'credential_kind'])
        .where('id', '=', id)
        .executeTakeFirst()
      const kept = row && openCredential(row, seal.open(row.credential, credentialPurpose(id)))
      if (!row || !kept || !('link' in kept) || kept.tokens.refreshToken !== was.refreshToken) return false
      const credential = seal.close(JSON.stringify({ ...kept, tokens: to }), credentialPurpose(id))
      const renewed = await table()
        .updateTable('applications')
        .set({ credential })
        .where('id', '=', id)
        // Sealed anew each time, so that the same text is the same moment.
        .where('credential', '=', row.credential)
        .returning('id')
        .executeTakeFirst()
      return renewed !== undefined
    },
  }
}

export type Applications = ReturnType<typeof applications>

function read(row: Row): Application {
  return {
    id: applicationId(row.id),
    name: row.name,
    kind: kindNamed(row.kind),
    baseUrl: row.base_url,
    version: row.version,
    protocol: row.protocol,
    openid: { clientId: row.client_id, redirectUri: row.redirect_uri, providerId: row.provider_id },
    straight: row.straight === 1,
    createdAt: row.created_at,
  }
}

type Opened =
  | { readonly password: string }
  | Omit<SessionCredential, 'userName'>
  | Omit<LinkCredential, 'userName'>

function openCredential({ credential_kind }: { credential_kind: string }, text: string): Opened {
  if (credential_kind === 'link') return JSON.parse(text) as Omit<LinkCredential, 'userName'>
  return credential_kind === 'session' ? { password: text, through: 'session' } : { password: text }
}

function closeCredential(of: Credential): { kind: string; text: string } {
  const text = 'link' in of ? JSON.stringify({ link: of.link, tokens: of.tokens }) : of.password
  return { kind: wayOf(of), text }
}

function write(application: Application, secrets: ApplicationSecrets, seal: Seal): Row {
  const credential = closeCredential(secrets)
  const { id, openid } = application
  return {
    id,
    name: application.name,
    kind: application.kind,
    base_url: application.baseUrl,
    version: application.version,
    protocol: application.protocol,
    client_id: openid.clientId,
    client_secret: seal.close(secrets.clientSecret, secretPurpose(id)),
    redirect_uri: openid.redirectUri,
    provider_id: openid.providerId,
    straight: application.straight ? 1 : 0,
    user_name: secrets.userName,
    credential: seal.close(credential.text, credentialPurpose(id)),
    credential_kind: credential.kind,
    created_at: application.createdAt,
  }
}
