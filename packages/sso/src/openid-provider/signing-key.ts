import type { Migration } from '@postern/kit/store'
import type { World } from '@postern/kit/world'
import { exportJWK, generateKeyPair, type JWK } from 'jose'

interface Tables {
  openid_keys: { id: string; private_key: string; created_at: number }
}

export const openidKeysMigration: Migration = {
  name: '024-openid-keys',
  up: async (database) => {
    await database.schema
      .createTable('openid_keys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('private_key', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

const current = 'current'
const purpose = 'OpenID provider signing key'

/**
 * The key that signs ID tokens: RSA 2048, RS256, the one algorithm that every relying party must know (OIDC Core 15.1).
 * Made at the first start and sealed in the store; of two servers that start at once, the first one's key is kept.
 */
export async function signingKey(world: World): Promise<JWK> {
  return (await find(world)) ?? (await make(world))
}

async function find({ store, seal }: World): Promise<JWK | undefined> {
  const row = await store
    .tables<Tables>()
    .selectFrom('openid_keys')
    .select('private_key')
    .where('id', '=', current)
    .executeTakeFirst()
  return row && (JSON.parse(seal.open(row.private_key, purpose)) as JWK)
}

async function make(world: World): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const kid = world.random(16).toString('base64url')
  const made: JWK = { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' }
  await world.store
    .tables<Tables>()
    .insertInto('openid_keys')
    .values({
      id: current,
      private_key: world.seal.close(JSON.stringify(made), purpose),
      created_at: world.clock(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await find(world)) ?? made
}
