/** Fills a data directory of the SSO service with as much as a large house has after years. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readSettings } from '@postern/kit/settings'
import { openWorld } from '@postern/kit/world'
import { accountId } from '../../packages/sso/src/accounts/account.ts'
import { accounts } from '../../packages/sso/src/accounts/store.ts'
import { applicationId } from '../../packages/sso/src/applications/application.ts'
import { applications } from '../../packages/sso/src/applications/store.ts'
import type { Connection } from '../../packages/sso/src/connections/connection.ts'
import { newConnection } from '../../packages/sso/src/connections/draft.ts'
import { connections } from '../../packages/sso/src/connections/store.ts'
import { migrations } from '../../packages/sso/src/migrations.ts'
import { testSigningKey } from '../../packages/sso/src/sign-in/test-signing-key.ts'
import { attemptsOf } from './attempts.ts'

export interface Size {
  readonly attempts: number
  readonly accounts: number
  readonly connections: number
  readonly domains: number
}

type World = ReturnType<typeof openWorld>

const day = 86_400_000
export const bitbucket = applicationId('bitbucket1')
const keysMade = 25
const batch = 5_000

/** Where people of a connection come from: its own domains, as many as each gets. */
export const domainOf = (connection: number, n: number) => `d${connection}-${n}.example`

/** The world of what is filled. */
export function openFilled(dataDirectory: string, publicUrl: string): World {
  const environment = { DATA_DIR: dataDirectory, LOG_LEVEL: 'silent' }
  return openWorld('sso', readSettings(environment, { publicUrl, port: 1, dataDirectory }))
}

export async function fill(
  dataDirectory: string,
  publicUrl: string,
  size: Size,
): Promise<readonly Connection[]> {
  const world = openFilled(dataDirectory, publicUrl)
  await world.store.migrate(migrations)
  await saveApplication(world)
  const made = await makeConnections(world, publicUrl, size)
  await makeAccounts(world, made, size)
  await world.store.close()
  const database = new DatabaseSync(join(dataDirectory, 'store.sqlite'))
  makeAttempts(database, made, size)
  database.close()
  return made
}

async function saveApplication({ store, seal }: World): Promise<void> {
  const baseUrl = 'http://localhost:9/bitbucket'
  const redirectUri = `${baseUrl}/callback`
  await applications(store, seal).save(
    {
      id: bitbucket,
      name: 'Bitbucket',
      kind: 'bitbucket',
      protocol: 'openid',
      baseUrl,
      version: '9.4.0',
      openid: { clientId: 'client1', redirectUri, providerId: '1' },
      straight: true,
      createdAt: Date.now(),
    },
    { clientSecret: 'secret1', userName: 'admin', password: 'password1' },
  )
}

async function makeConnections({ store, random }: World, publicUrl: string, size: Size) {
  const now = Date.now()
  const keys = Array.from({ length: keysMade }, (_, n) => testSigningKey(`Identity provider ${n}`, now - day))
  const each = Math.ceil(size.domains / size.connections)
  const all = Array.from({ length: size.connections }, (_, n): Connection => {
    const certificate = keys[n % keysMade]?.certificate
    return {
      ...newConnection({ random, publicUrl: new URL(publicUrl), name: `Partner ${n}`, now }),
      state: 'active',
      applicationId: bitbucket,
      identityProvider: {
        entityId: `https://idp${n}.example/`,
        singleSignOn: [
          {
            binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
            location: `https://idp${n}.example/saml2`,
          },
        ],
        certificates: certificate ? [certificate] : [],
      },
      verifiedCertificates: certificate ? [certificate.sha256] : [],
      accounts: { create: true, groups: ['stash-users'] },
      knownDomains: Array.from({ length: each }, (__, at) => domainOf(n, at)),
    }
  })
  await store.transaction(async (inside) => {
    for (const one of all) await connections(inside).create(one)
  })
  return all
}

async function makeAccounts({ store }: World, made: readonly Connection[], size: Size): Promise<void> {
  const now = Date.now()
  for (let from = 0; from < size.accounts; from += batch)
    await store.transaction(async (inside) => {
      const known = accounts(inside)
      for (let n = from; n < Math.min(from + batch, size.accounts); n++) {
        const connection = made[n % made.length]
        if (!connection) throw new Error('there is no connection')
        const userName = personOf(n, made.length)
        await known.claim(
          {
            id: accountId(n.toString(16).padStart(32, '0')),
            connectionId: connection.id,
            applicationId: bitbucket,
            subject: `subject ${n}`,
            userName,
            displayName: `Person ${n}`,
            emailAddress: userName,
            createdAt: now - n * 1_000,
          },
          'ready',
        )
      }
    })
}

const personOf = (n: number, connectionCount: number) => `person${n}@${domainOf(n % connectionCount, 0)}`

/** Row by row in one file, with the indexes made afterwards, as fast as the engine can. */
function makeAttempts(database: DatabaseSync, made: readonly Connection[], size: Size): void {
  // Leaves the write-ahead log first: with it every octet would be written twice.
  database.exec('pragma journal_mode = delete; pragma synchronous = off')
  database.exec('pragma journal_mode = off; pragma temp_store = memory')
  const indexes = database
    .prepare(
      "select name, sql from sqlite_master where type = 'index' and tbl_name = 'activity' and sql is not null",
    )
    .all()
  for (const { name } of indexes) database.exec(`drop index ${String(name)}`)
  const insert = database.prepare(
    'insert into activity (id, reference, began_at, outcome, connection_id, person_key, detail) values (?, ?, ?, ?, ?, ?, ?)',
  )
  database.exec('begin')
  const people = (n: number) => personOf(n % size.accounts, made.length)
  for (const row of attemptsOf({
    count: size.attempts,
    connections: made,
    personOf: people,
    now: Date.now(),
  }))
    insert.run(
      row.id,
      row.reference,
      row.began_at,
      row.outcome,
      row.connection_id,
      row.person_key,
      row.detail,
    )
  database.exec('commit')
  for (const { sql } of indexes) database.exec(String(sql))
  database.exec(`insert into activity_people (person_key, last_at)
    select person_key, max(began_at) from activity where person_key <> '' group by person_key`)
  database.exec('pragma journal_mode = wal')
}
