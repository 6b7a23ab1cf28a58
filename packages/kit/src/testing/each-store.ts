import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe } from 'vitest'
import { openStore, type Store } from '../store/index.ts'
import { describeUnless } from './describe-unless.ts'

/** Opens one more store, empty and of its own, and forgets it when the suite is over. */
export type OpenStore = () => Promise<Store>

/** Runs a suite on the embedded store and on PostgreSQL: what holds on one must hold on the other. */
export function eachStore(suite: (engine: Store['engine'], open: OpenStore) => void): void {
  describe('on the embedded store', () => suite('embedded', openEmbedded()))
  const url = process.env.TEST_DATABASE_URL
  const missing = process.env.TEST_DATABASE_MISSING ?? 'TEST_DATABASE_URL is not set'
  describeUnless(url ? undefined : `no PostgreSQL: ${missing}`, 'on PostgreSQL', () =>
    suite('postgresql', openPostgres(url ?? '')),
  )
}

/** Closes the stores of the suite around it, last opened first, and then removes what they kept. */
function forgetAfterwards(): (forget: () => Promise<unknown>) => void {
  const forgets: (() => Promise<unknown>)[] = []
  afterAll(async () => {
    for (const forget of forgets.reverse()) await forget()
  })
  return (forget) => forgets.push(forget)
}

function openEmbedded(): OpenStore {
  const afterwards = forgetAfterwards()
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), 'postern-store-'))
    const store = openStore({ file: join(folder, 'store.sqlite') })
    afterwards(async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    })
    return store
  }
}

function openPostgres(url: string): OpenStore {
  const afterwards = forgetAfterwards()
  return async () => {
    const name = `test_${randomUUID().replaceAll('-', '')}`
    await administer(url, `create database ${name} template template0 encoding 'UTF8' locale 'C'`)
    const own = new URL(url)
    own.pathname = `/${name}`
    const store = openStore({ databaseUrl: own.href })
    afterwards(async () => {
      await store.close()
      await administer(url, `drop database ${name} with (force)`)
    })
    return store
  }
}

async function administer(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  await client.connect()
  await client.query(statement)
  await client.end()
}
