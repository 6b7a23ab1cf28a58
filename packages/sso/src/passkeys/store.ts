import type { Store } from '@postern/kit/store'
import type { World } from '@postern/kit/world'
import { sql } from 'kysely'
import { mostPasskeys, type Passkey, type PasskeyId, passkeyId } from './passkey.ts'
import { passkeyProblem } from './problems.ts'

interface Row {
  id: string
  owner: string
  name: string
  credential_id: string
  public_key: string
  counter: number
  /** JSON. */
  transports: string
  synced: number
  added_at: number
  last_used_at: number | null
}

interface Tables {
  passkeys: Row
  passkey_handles: { owner: string; handle: string }
}

/** For another feature's SELECT: whether the one whom `column` names owns a passkey. */
export const ownsPasskey = (column: string) =>
  sql<number>`(select count(*) from passkeys where passkeys.owner = ${sql.ref(column)})`

export function passkeys(store: Store) {
  const table = () => store.tables<Tables>()
  const all = () => table().selectFrom('passkeys').selectAll()
  const handleOf = async (owner: string) => {
    const row = table().selectFrom('passkey_handles').select('handle').where('owner', '=', owner)
    return (await row.executeTakeFirst())?.handle
  }
  return {
    /** The oldest first. */
    async list(owner: string): Promise<readonly Passkey[]> {
      const rows = all().where('owner', '=', owner).orderBy('added_at').orderBy('id')
      return (await rows.limit(mostPasskeys).execute()).map(read)
    },
    /** Problem `passkey-missing`, also for somebody else's. */
    async require(id: string, owner: string): Promise<Passkey> {
      const row = await all().where('id', '=', id).where('owner', '=', owner).executeTakeFirst()
      if (!row) throw passkeyProblem('passkey-missing', {})
      return read(row)
    },
    async findByCredential(credentialId: string): Promise<Passkey | undefined> {
      const row = await all().where('credential_id', '=', credentialId).executeTakeFirst()
      return row && read(row)
    },
    /** Problem `passkey-taken`, and `passkeys-full`: inside a transaction, which it undoes. */
    async add(passkey: Passkey): Promise<void> {
      const made = await table()
        .insertInto('passkeys')
        .values(write(passkey))
        .onConflict((conflict) => conflict.column('credential_id').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!made) throw passkeyProblem('passkey-taken', {})
      const { many } = await table()
        .selectFrom('passkeys')
        .select(({ fn }) => fn.countAll<number>().as('many'))
        .where('owner', '=', passkey.owner)
        .executeTakeFirstOrThrow()
      if (Number(many) > mostPasskeys) throw passkeyProblem('passkeys-full', { most: mostPasskeys })
    },
    /**
     * It was used; false where its counter did not move on (WebAuthn 6.1.1). Compared where it is written: of two copies
     * that answer at once with the same count, one counts.
     */
    async used({ id }: Passkey, counter: number, now: number): Promise<boolean> {
      const moved = await table()
        .updateTable('passkeys')
        .set({ counter, last_used_at: now })
        .where('id', '=', id)
        .where('counter', counter === 0 ? '=' : '<', counter)
        .executeTakeFirst()
      return moved.numUpdatedRows === 1n
    },
    async rename(id: PasskeyId, name: string): Promise<void> {
      await table().updateTable('passkeys').set({ name }).where('id', '=', id).execute()
    },
    async remove(id: PasskeyId): Promise<void> {
      await table().deleteFrom('passkeys').where('id', '=', id).execute()
    },
    async removeAllOf(owner: string): Promise<void> {
      await table().deleteFrom('passkeys').where('owner', '=', owner).execute()
      await table().deleteFrom('passkey_handles').where('owner', '=', owner).execute()
    },
    handleOf,
    /** The user handle (WebAuthn 14.6.1): random, since authenticators show it to whoever holds them. Made the first time. */
    async makeHandle(owner: string, random: World['random']): Promise<string> {
      const handle = random(32).toString('base64url')
      await table()
        .insertInto('passkey_handles')
        .values({ owner, handle })
        .onConflict((conflict) => conflict.column('owner').doNothing())
        .execute()
      return (await handleOf(owner)) ?? handle
    },
  }
}

export type Passkeys = ReturnType<typeof passkeys>

const write = (of: Passkey): Row => ({
  id: of.id,
  owner: of.owner,
  name: of.name,
  credential_id: of.credentialId,
  public_key: of.publicKey,
  counter: of.counter,
  transports: JSON.stringify(of.transports),
  synced: of.synced ? 1 : 0,
  added_at: of.addedAt,
  last_used_at: of.lastUsedAt ?? null,
})

const read = (row: Row): Passkey => ({
  id: passkeyId(row.id),
  owner: row.owner,
  name: row.name,
  credentialId: row.credential_id,
  publicKey: row.public_key,
  counter: row.counter,
  transports: JSON.parse(row.transports) as string[],
  synced: row.synced === 1,
  addedAt: row.added_at,
  lastUsedAt: row.last_used_at ?? undefined,
})
