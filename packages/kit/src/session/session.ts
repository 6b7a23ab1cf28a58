import { createHash } from 'node:crypto'
import { parse } from 'hono/utils/cookie'
import { type CookieName, cookies, cookieName as fullName, type Web } from '../http/index.ts'
import type { Migration, Store } from '../store/index.ts'
import type { World } from '../world/index.ts'

interface SessionTables {
  sessions: {
    key: string
    kind: string
    subject: string
    opened_at: number
    authenticated_at: number
    expires_at: number
    ends_by: number
    facts: string
  }
}

export const sessionsMigration: Migration = {
  name: '001-sessions',
  up: async (database) => {
    await database.schema
      .createTable('sessions')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('opened_at', 'bigint', (column) => column.notNull())
      .addColumn('authenticated_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('ends_by', 'bigint', (column) => column.notNull())
      .addColumn('facts', 'text', (column) => column.notNull())
      .execute()
    await database.schema
      .createIndex('sessions_subject')
      .on('sessions')
      .columns(['kind', 'subject'])
      .execute()
    await database.schema.createIndex('sessions_expires').on('sessions').column('expires_at').execute()
  },
}

/** Somebody is signed in in one browser. */
export interface Session {
  /** SHA-256 of the cookie: the store alone lets nobody in. */
  readonly key: string
  readonly subject: string
  /** Epoch milliseconds. */
  readonly openedAt: number
  readonly authenticatedAt: number
  readonly expiresAt: number
  readonly facts: Readonly<Record<string, string>>
}

const touchedEvery = 60_000
const mostListed = 100
/** Milliseconds; asked each time where it may change while the server runs. */
type Length = number | (() => Promise<number>)
const lengthOf = async (length: Length) => (typeof length === 'number' ? length : length())

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')

/**
 * Sessions of one kind (`cookie` names the kind, and the cookie unless `cookieName` does): opaque id in the browser, its digest in the store, an idle
 * and an absolute end in milliseconds. A new one gets a fresh id, and the one it replaces ends (session fixation).
 */
export function sessions(of: {
  store: Store
  cookie: string
  cookieName?: CookieName
  idle: Length
  absolute: Length
}) {
  const cookieName = of.cookieName ?? of.cookie
  const table = () => of.store.tables<SessionTables>()
  const close = async (web: Web): Promise<void> => {
    const id = cookies(web).get(cookieName)
    if (!id) return
    await table().deleteFrom('sessions').where('key', '=', sha256(id)).execute()
    cookies(web).clear(cookieName, { sameSite: 'Lax' })
  }
  return {
    close,
    async open(
      web: Web,
      session: {
        subject: string
        facts?: Readonly<Record<string, string>>
        authenticatedAt?: number
        /** However much it is used, it ends then (SessionNotOnOrAfter). */
        endsBy?: number
        /** *Stay signed in?*: it outlives the browser's window and being unused, for so many milliseconds. */
        keepFor?: number
      },
    ): Promise<Session> {
      await close(web)
      const { now, world } = web.var
      const id = world.random(32).toString('base64url')
      const authenticatedAt = session.authenticatedAt ?? now
      const { keepFor } = session
      const endsBy = Math.min(
        now + (keepFor ?? (await lengthOf(of.absolute))),
        session.endsBy ?? Number.MAX_SAFE_INTEGER,
      )
      const expiresAt = Math.min(now + (keepFor ?? (await lengthOf(of.idle))), endsBy)
      const facts = session.facts ?? {}
      const opened = {
        key: sha256(id),
        subject: session.subject,
        openedAt: now,
        authenticatedAt,
        expiresAt,
        facts,
      }
      await table()
        .insertInto('sessions')
        .values({
          key: opened.key,
          kind: of.cookie,
          subject: opened.subject,
          opened_at: now,
          authenticated_at: authenticatedAt,
          expires_at: expiresAt,
          ends_by: endsBy,
          facts: JSON.stringify(facts),
        })
        .execute()
      const lives = keepFor === undefined ? {} : { maxAgeSeconds: Math.floor(keepFor / 1000) }
      cookies(web).set(cookieName, id, { sameSite: 'Lax', ...lives })
      return opened
    },
    /** The session of this browser that is still alive. Being used keeps it alive, up to its absolute end. */
    async current(web: Web): Promise<Session | undefined> {
      const id = cookies(web).get(cookieName)
      return id ? this.find(sha256(id), web.var.now) : undefined
    },
    /** As `current`, for a request that does not pass through the app: `header` is its Cookie header. */
    async inHeader(world: World, header: string | undefined, now: number): Promise<Session | undefined> {
      const name = fullName(world, cookieName)
      const id = header ? parse(header, name)[name] : undefined
      return id ? this.find(sha256(id), now) : undefined
    },
    async find(key: string, now: number): Promise<Session | undefined> {
      const row = await table()
        .selectFrom('sessions')
        .selectAll()
        .where('key', '=', key)
        .where('kind', '=', of.cookie)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      if (!row) return undefined
      const until = Math.min(now + (await lengthOf(of.idle)), row.ends_by)
      const expiresAt = until - row.expires_at >= touchedEvery ? until : row.expires_at
      if (expiresAt !== row.expires_at) {
        await table().updateTable('sessions').set({ expires_at: expiresAt }).where('key', '=', key).execute()
      }
      return { ...read(row), expiresAt }
    },
    /** Where somebody is signed in, newest first, at most a hundred. Asking keeps none of them alive. */
    async list(subject: string, now: number): Promise<readonly Session[]> {
      const rows = await table()
        .selectFrom('sessions')
        .selectAll()
        .where('kind', '=', of.cookie)
        .where('subject', '=', subject)
        .where('expires_at', '>', now)
        .orderBy('opened_at', 'desc')
        .limit(mostListed)
        .execute()
      return rows.map(read)
    },
    /** Ends one session of a person; nothing where it is somebody else's. */
    async closeOne(key: string, subject: string): Promise<void> {
      await table()
        .deleteFrom('sessions')
        .where('kind', '=', of.cookie)
        .where('key', '=', key)
        .where('subject', '=', subject)
        .execute()
    },
    /** Ends a person's sessions but this one. */
    async closeOthers({ key, subject }: Session): Promise<void> {
      await table()
        .deleteFrom('sessions')
        .where('kind', '=', of.cookie)
        .where('subject', '=', subject)
        .where('key', '!=', key)
        .execute()
    },
    /** Its owner has proved once more who it is. */
    async prove({ key }: Session, now: number): Promise<void> {
      await table().updateTable('sessions').set({ authenticated_at: now }).where('key', '=', key).execute()
    },
    /** In how many browsers a person is signed in. */
    async count(subject: string, now: number): Promise<number> {
      const { count } = await table()
        .selectFrom('sessions')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('kind', '=', of.cookie)
        .where('subject', '=', subject)
        .where('expires_at', '>', now)
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    /** Ends every session of a person, in every browser. */
    async closeAll(subject: string): Promise<void> {
      await table()
        .deleteFrom('sessions')
        .where('kind', '=', of.cookie)
        .where('subject', '=', subject)
        .execute()
    },
    async sweep(now: number): Promise<void> {
      await table().deleteFrom('sessions').where('expires_at', '<=', now).execute()
    },
  }
}

export type Sessions = ReturnType<typeof sessions>

const read = (row: SessionTables['sessions']): Session => ({
  key: row.key,
  subject: row.subject,
  openedAt: row.opened_at,
  authenticatedAt: row.authenticated_at,
  expiresAt: row.expires_at,
  facts: JSON.parse(row.facts) as Record<string, string>,
})
