import { makeKeyWithCertificate, yearsFrom } from '@postern/kit/certificate'
import type { Migration, Store } from '@postern/kit/store'
import type { World } from '@postern/kit/world'
import {
  type Certificate,
  type DecryptionKey,
  readCertificate,
  readSigningKey,
  type SigningKey,
} from '@postern/saml'
import { requestKeyProblem } from './problems.ts'

interface Row {
  id: string
  private_key: string
  certificate: string
  made_at: number
  signs_since: number | null
}

interface Tables {
  request_keys: Row
}

export const requestKeysMigration: Migration = {
  name: '062-request-keys',
  up: async (database) => {
    await database.schema
      .createTable('request_keys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('private_key', 'text', (column) => column.notNull())
      .addColumn('certificate', 'text', (column) => column.notNull())
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('signs_since', 'bigint')
      .execute()
  },
}

/** A key of ours as identity providers know it. Epoch milliseconds. */
export interface RequestKey {
  readonly id: string
  readonly certificate: Certificate
  readonly madeAt: number
  /** It is the one that signs. All others are published beside it. */
  readonly signs: boolean
}

/** One that signs, the next, and the one before. */
const mostKeys = 3
/** Identity providers pin the certificate, and a new one is entered there by hand: its end must surprise nobody. */
const years = 10
const purpose = (id: string) => `request key ${id}`

/** A row never changes its key, so that nothing here can be stale. */
const opened = new Map<string, SigningKey>()
const mostOpened = 20

/** The keys that sign our requests, of the whole service: identity providers pin their certificates. */
export function requestKeys({
  store,
  seal,
  clock,
  random,
}: Pick<World, 'store' | 'seal' | 'clock' | 'random'>) {
  const table = () => store.tables<Tables>()
  /** Newest first; the last one that was told to sign does. */
  async function rows(): Promise<readonly Row[]> {
    return table().selectFrom('request_keys').selectAll().orderBy('made_at', 'desc').limit(20).execute()
  }
  function open({ id, private_key, certificate }: Row): SigningKey {
    const before = opened.get(id)
    if (before) return before
    const key = readSigningKey(seal.open(private_key, purpose(id)), certificate)
    if (opened.size >= mostOpened) opened.clear()
    opened.set(id, key)
    return key
  }

  return {
    async list(): Promise<readonly RequestKey[]> {
      const all = await rows()
      const signing = signingRow(all)
      return all.map((row) => ({
        id: row.id,
        certificate: readCertificate(row.certificate),
        madeAt: row.made_at,
        signs: row === signing,
      }))
    },
    /** The key that signs now; undefined where none was made. */
    async signing(): Promise<SigningKey | undefined> {
      const row = signingRow(await rows())
      return row && open(row)
    },
    /** What identity providers may encrypt to: every key whose certificate stands in our metadata. */
    async decryption(): Promise<readonly DecryptionKey[]> {
      return (await rows()).map((row) => ({ privateKey: open(row).privateKey }))
    },
    /**
     * Makes the next key, and does `also` in the same transaction. It is published and signs nothing yet; the first one
     * signs at once. Problem `request-keys-full`.
     */
    async make(also: (inside: Store, key: Certificate) => Promise<void> = async () => {}): Promise<void> {
      const [now, id] = [clock(), random(8).toString('hex')]
      const commonName = 'Postern request signing'
      const until = yearsFrom(now, years)
      const { privateKey, certificate } = await makeKeyWithCertificate({ commonName, now, until, random })
      await store.transaction(async (inside) => {
        const kept = inside.tables<Tables>()
        const all = await kept.selectFrom('request_keys').select('id').execute()
        if (all.length >= mostKeys) throw requestKeyProblem('request-keys-full', { most: mostKeys })
        const row: Row = {
          id,
          private_key: seal.close(privateKey, purpose(id)),
          certificate,
          made_at: now,
          signs_since: all.length === 0 ? now : null,
        }
        await kept.insertInto('request_keys').values(row).execute()
        await also(inside, readCertificate(certificate))
      })
    },
    async sign(id: string): Promise<void> {
      await table().updateTable('request_keys').set({ signs_since: clock() }).where('id', '=', id).execute()
    },
    /** Not the one that signs: requests would be signed no more, and refused. */
    async remove(id: string): Promise<void> {
      if (signingRow(await rows())?.id === id) throw requestKeyProblem('request-key-signs', {})
      await table().deleteFrom('request_keys').where('id', '=', id).execute()
    },
  }
}

export type RequestKeys = ReturnType<typeof requestKeys>

const signingRow = (all: readonly Row[]): Row | undefined =>
  all
    .filter(({ signs_since }) => signs_since !== null)
    .toSorted((a, b) => (b.signs_since ?? 0) - (a.signs_since ?? 0) || b.made_at - a.made_at)[0]
