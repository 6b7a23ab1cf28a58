import { dayOf, daysLeft } from '@postern/kit/html'
import type { Mail } from '@postern/kit/mail'
import type { Migration, Store } from '@postern/kit/store'
import type { World } from '@postern/kit/world'
import type { Connection, ConnectionId } from './connection.ts'
import type { Connections } from './store.ts'
import { certifiedUntil, path } from './words.ts'

interface Tables {
  expiry_warnings: { connection_id: string; ends_at: number; days: number; warned_at: number }
}

export const expiryWarningsMigration: Migration = {
  name: '063-expiry-warnings',
  up: async (database) => {
    await database.schema
      .createTable('expiry_warnings')
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('ends_at', 'bigint', (column) => column.notNull())
      .addColumn('days', 'integer', (column) => column.notNull())
      .addColumn('warned_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('expiry_warnings_key', ['connection_id', 'ends_at', 'days'])
      .execute()
  },
}

const day = 86_400_000
/** As Entra warns (entra.md 3.3). */
const warnedAt = [60, 30, 7] as const

/**
 * Writes to the administrators of a connection 60, 30 and 7 days before the last certificate that it believes ends: once
 * each, whichever node comes first. The letter and the row that it was written are one transaction.
 */
export function expiryWarnings(of: { world: World; connections: Connections; mail: Mail }) {
  const { world, connections, mail } = of
  return {
    async due(now: number): Promise<void> {
      if (!mail.isSetUp) return
      const using = (await connections.list()).filter((one) => one.state !== 'draft')
      for (const connection of using) {
        const until = certifiedUntil(connection)
        if (until !== undefined && connection.choices.warned.length > 0) await warn(connection, until, now)
      }
    },
  }

  /** A certificate that comes with 20 days left is written about once, not for 60 and for 30 days. */
  async function warn(connection: Connection, until: number, now: number): Promise<void> {
    const reached = warnedAt.filter((days) => until - now < days * day)
    if (reached.length === 0) return
    await world.store.transaction(async (inside) => {
      const fresh = await record(inside, connection, until, reached, now)
      if (!fresh.includes(Math.min(...reached))) return
      await mail.queue(letter(connection, until, now, world), inside)
    })
  }
}

/** Of a connection that is deleted. */
export async function forgetWarnings(store: Store, id: ConnectionId): Promise<void> {
  await store.tables<Tables>().deleteFrom('expiry_warnings').where('connection_id', '=', id).execute()
}

/** The thresholds that were not recorded before. */
async function record(
  store: Store,
  { id }: Connection,
  until: number,
  reached: readonly number[],
  now: number,
): Promise<readonly number[]> {
  const rows = reached.map((days) => ({ connection_id: id, ends_at: until, days, warned_at: now }))
  const inserted = await store
    .tables<Tables>()
    .insertInto('expiry_warnings')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('days')
    .execute()
  return inserted.map(({ days }) => days)
}

function letter(connection: Connection, until: number, now: number, { settings }: World) {
  const { name, choices } = connection
  const ends = until < now ? 'expired' : 'expires'
  return {
    to: choices.warned,
    subject: `${name}: the signing certificate ${ends} on ${dayOf(until)}`,
    text: [
      `The last certificate that Postern believes of ${name} ${ends} on ${dayOf(until)} (${daysLeft(until, now)}).`,
      'Make the next one at the identity provider. Then import its metadata here, before it signs with it:',
      new URL(path(connection, 'setup/metadata-import'), settings.publicUrl).href,
      'Where the metadata is read from its published URL, the new certificate is taken in by itself.',
      '',
    ].join('\n\n'),
  }
}
