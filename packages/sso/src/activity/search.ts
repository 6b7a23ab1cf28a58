import type { Store } from '@postern/kit/store'
import { sql } from 'kysely'
import type { Attempt, Outcome } from './activity.ts'
import { fold, read, type Tables } from './table.ts'

/** What attempts are narrowed to. */
export interface Search {
  /** Part of a person's name, or a whole reference. */
  readonly query?: string
  readonly outcome?: Outcome
  readonly connectionId?: string
  /** Begun then or later, and earlier than this; epoch milliseconds. */
  readonly since?: number
  readonly before?: number
  /** Only attempts that come after it in the list; for the next page. */
  readonly after?: Place
}

/** Where an attempt stands in the list, which is the newest first. */
export type Place = Pick<Attempt, 'beganAt' | 'id'>

/** Those whose name holds what is looked for: some by name, or so many that every attempt is looked at. */
type Sought = { readonly keys: readonly string[] } | { readonly part: string } | undefined

/** So many that the newest attempts surely name some of them. */
const many = 200
const reference = /^[0-9a-z]{4}-[0-9a-z]{4}$/i

/** The attempts that fit, newest first, at most `limit`. */
export async function searchAttempts(
  store: Store,
  search: Search,
  limit: number,
): Promise<readonly Attempt[]> {
  const { query = '', outcome, connectionId, since, before, after } = search
  const tables = store.tables<Tables>()
  const sought = reference.test(query) ? undefined : await soughtBy(store, query)
  if (sought && 'keys' in sought && sought.keys.length === 0) return []
  let places = tables.selectFrom('activity').select('id')
  if (reference.test(query)) places = places.where('reference', '=', query.toUpperCase())
  if (sought && 'keys' in sought) places = places.where('person_key', 'in', sought.keys)
  if (sought && 'part' in sought) places = places.where(holds(store, sought.part))
  // A few people have few attempts, and an outcome has a million: the index that begins with the person is the one to use,
  // and an expression keeps the others out.
  const few = sought !== undefined && 'keys' in sought
  if (outcome) places = places.where(few ? sql`outcome || ''` : 'outcome', '=', outcome)
  if (connectionId) places = places.where(few ? sql`connection_id || ''` : 'connection_id', '=', connectionId)
  if (since !== undefined) places = places.where('began_at', '>=', since)
  if (before !== undefined) places = places.where('began_at', '<', before)
  if (after) places = places.where(sql<boolean>`(began_at, id) < (${after.beganAt}, ${after.id})`)
  const page = places.orderBy('began_at', 'desc').orderBy('id', 'desc').limit(limit)
  const rows = await tables
    .selectFrom('activity')
    .selectAll()
    .where('id', 'in', page)
    .orderBy('began_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(read)
}

async function soughtBy(store: Store, query: string): Promise<Sought> {
  if (query === '') return undefined
  const part = fold(query)
  const rows = await store
    .tables<Tables>()
    .selectFrom('activity_people')
    .select('person_key')
    .where(holds(store, part))
    .limit(many)
    .execute()
  return rows.length < many ? { keys: rows.map((row) => row.person_key) } : { part }
}

const holds = ({ engine }: Store, part: string) =>
  engine === 'embedded'
    ? sql<boolean>`instr(person_key, ${part}) > 0`
    : sql<boolean>`strpos(person_key, ${part}) > 0`
