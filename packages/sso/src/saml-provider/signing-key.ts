import { makeKeyWithCertificate, yearsFrom } from '@postern/kit/certificate'
import type { Migration } from '@postern/kit/store'
import type { World } from '@postern/kit/world'
import { readSigningKey, type SigningKey } from '@postern/saml'

interface Tables {
  saml_provider_keys: { id: string; certificate: string; private_key: string; created_at: number }
}

export const samlProviderKeysMigration: Migration = {
  name: '060-saml-provider-keys',
  up: async (database) => {
    await database.schema
      .createTable('saml_provider_keys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('certificate', 'text', (column) => column.notNull())
      .addColumn('private_key', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

const current = 'current'
const purpose = 'SAML provider signing key'
/** As long as Bitbucket is likely to live: nobody there is warned, and a new certificate has to be entered by hand. */
const years = 10

/** The parsed key of a world; the row never changes. */
const parsed = new WeakMap<World['store'], SigningKey>()

/**
 * The key that signs what applications are told by SAML. Made at the first use and sealed in the store; of two servers
 * that make one at once, the first one's is kept.
 */
export async function samlSigningKey(world: World): Promise<SigningKey> {
  const known = parsed.get(world.store)
  if (known) return known
  const key = (await find(world)) ?? (await make(world))
  parsed.set(world.store, key)
  return key
}

async function find({ store, seal }: World): Promise<SigningKey | undefined> {
  const row = await store
    .tables<Tables>()
    .selectFrom('saml_provider_keys')
    .select(['certificate', 'private_key'])
    .where('id', '=', current)
    .executeTakeFirst()
  return row && readSigningKey(seal.open(row.private_key, purpose), row.certificate)
}

async function make(world: World): Promise<SigningKey> {
  const { store, seal, random } = world
  const now = world.clock()
  const until = yearsFrom(now, years)
  const made = await makeKeyWithCertificate({ commonName: 'Postern SAML signing', now, until, random })
  await store
    .tables<Tables>()
    .insertInto('saml_provider_keys')
    .values({
      id: current,
      certificate: made.certificate,
      private_key: seal.close(made.privateKey, purpose),
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await find(world)) ?? readSigningKey(made.privateKey, made.certificate)
}
