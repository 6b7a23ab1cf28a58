import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Seal } from '@postern/kit/seal'
import type { Store } from '@postern/kit/store'
import type { Direction } from './sign-in-log.ts'

interface MessageTables {
  sign_in_messages: { log_id: string; direction: string; xml: string }
}

/** A Response with 150 groups has 15 KB; what is larger than this is not kept. */
const largest = 128 * 1024

/** The SAML messages of a sign-in: packed, and sealed, since they say who somebody is. */
export function signInMessages(store: Store, seal: Seal) {
  const table = () => store.tables<MessageTables>()
  const purpose = (id: string) => `SAML message of sign-in ${id}`
  return {
    async keep(id: string, direction: Direction, xml: string | undefined): Promise<void> {
      if (xml === undefined || xml.length > largest) return
      const packed = deflateRawSync(xml).toString('base64')
      await table()
        .insertInto('sign_in_messages')
        .values({ log_id: id, direction, xml: seal.close(packed, purpose(id)) })
        .execute()
    },
    async find(id: string, direction: Direction): Promise<string | undefined> {
      const row = await table()
        .selectFrom('sign_in_messages')
        .select('xml')
        .where('log_id', '=', id)
        .where('direction', '=', direction)
        .executeTakeFirst()
      if (!row) return undefined
      const packed = Buffer.from(seal.open(row.xml, purpose(id)), 'base64')
      return inflateRawSync(packed, { maxOutputLength: 4 * largest }).toString('utf8')
    },
  }
}
