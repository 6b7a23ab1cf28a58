import type { Store } from '@postern/kit/store'
import type { Connection, ConnectionId } from './connection.ts'
import { type Changes, columnsOf, type Row, storedText } from './table.ts'

/** Longer than a fetch may take: a refresh that is older was left by a node that stopped. */
const longest = 20_000

/** Reading published metadata anew: the row of the connection is the lease, so that of several nodes one does it. */
export function refreshes(store: Store) {
  const table = () => store.tables<{ connections: Row }>()
  return {
    /** Takes it for this node; false where it was tried in the last `gap` milliseconds. */
    async claimRefresh(id: ConnectionId, { now, gap }: { now: number; gap: number }): Promise<boolean> {
      const { numUpdatedRows } = await table()
        .updateTable('connections')
        .set({ refresh_tried_at: now, refresh_ended_at: null })
        .where('id', '=', id)
        .where('refresh_tried_at', '<=', now - gap)
        .executeTakeFirst()
      return numUpdatedRows > 0
    },
    /** Whether some node is at it. */
    async isRefreshing(id: ConnectionId, now: number): Promise<boolean> {
      const found = await table()
        .selectFrom('connections')
        .select('id')
        .where('id', '=', id)
        .where('refresh_ended_at', 'is', null)
        .where('refresh_tried_at', '>', now - longest)
        .executeTakeFirst()
      return found !== undefined
    },
    /** It is over; `why` where it failed. */
    async endRefresh(
      id: ConnectionId,
      { now, why }: { now: number; why?: string | undefined },
    ): Promise<void> {
      await table()
        .updateTable('connections')
        .set((column) => ({
          refresh_ended_at: now,
          refresh_why: why ?? null,
          refresh_failing_since:
            why === undefined ? null : column.fn.coalesce('refresh_failing_since', column.val(now)),
        }))
        .where('id', '=', id)
        .execute()
    },
    /**
     * Changes what metadata says and what of it is believed. False, and nothing is changed, where something was imported,
     * compared or refreshed after `before` was read: a clock does not undo what a person decides, nor one person another.
     */
    async renew(before: Connection, changes: Changes): Promise<boolean> {
      if (!before.identityProvider) return false
      const { numUpdatedRows } = await table()
        .updateTable('connections')
        .set(columnsOf(changes))
        .where('id', '=', before.id)
        .where('identity_provider', '=', storedText(before.identityProvider))
        .where('verified_certificates', '=', JSON.stringify(before.verifiedCertificates))
        .where((column) =>
          before.pendingImport
            ? column('pending_import', '=', storedText(before.pendingImport))
            : column('pending_import', 'is', null),
        )
        .executeTakeFirst()
      return numUpdatedRows > 0
    },
  }
}
