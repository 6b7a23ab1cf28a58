import { checkOneTimeCode } from '@postern/kit/one-time-code'
import type { Seal } from '@postern/kit/seal'
import type { Store } from '@postern/kit/store'
import type { World } from '@postern/kit/world'
import { passkeys } from '../passkeys/store.ts'
import type { AdministratorId } from './administrator.ts'
import type { AdministratorTables } from './store.ts'

interface Tables extends AdministratorTables {
  recovery_codes: { tag: string; administrator_id: string }
}

const howMany = 10
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const purpose = (id: AdministratorId) => `one-time codes of administrator ${id}`

/** What is typed after the password: a code of an authenticator app, or one that replaces a factor once. */
export function secondFactors(store: Store, seal: Seal) {
  const table = () => store.tables<Tables>()
  const tagOf = (id: AdministratorId, code: string) => seal.tag(`${id} ${code}`, 'recovery code')
  const column = async (id: AdministratorId) =>
    table()
      .selectFrom('administrators')
      .select(['code_secret', 'code_step'])
      .where('id', '=', id)
      .executeTakeFirst()
  return {
    /** Whether `typed` counts now. It does not a second time. */
    async check(id: AdministratorId, typed: string, now: number): Promise<boolean> {
      const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
      if (code.length > 6) {
        const used = table().deleteFrom('recovery_codes').where('tag', '=', tagOf(id, code))
        return (await used.returning('tag').executeTakeFirst()) !== undefined
      }
      const row = await column(id)
      if (!row?.code_secret) return false
      const secret = seal.open(row.code_secret, purpose(id))
      const step = checkOneTimeCode({ secret, code, now, after: row.code_step ?? undefined })
      if (step === undefined) return false
      const moved = await table()
        .updateTable('administrators')
        .set({ code_step: step })
        .where('id', '=', id)
        // Of two who send the same code at once, one moves the step.
        .where((where) => where.or([where.eb('code_step', 'is', null), where.eb('code_step', '<', step)]))
        .executeTakeFirst()
      return moved.numUpdatedRows === 1n
    },
    /** From now on the sign-in asks for codes of this secret; `step` is that of the code that was just typed. */
    async setCode(id: AdministratorId, secret: string, step: number): Promise<void> {
      await table()
        .updateTable('administrators')
        .set({ code_secret: seal.close(secret, purpose(id)), code_step: step })
        .where('id', '=', id)
        .execute()
    },
    /** Codes of the app count no more. */
    async turnCodeOff(id: AdministratorId): Promise<void> {
      await table()
        .updateTable('administrators')
        .set({ code_secret: null, code_step: null })
        .where('id', '=', id)
        .execute()
    },
    /** They replace a factor: call it after one was taken away. */
    async removeRecoveryCodesOfNothing(id: AdministratorId): Promise<void> {
      if ((await column(id))?.code_secret || (await passkeys(store).list(id)).length > 0) return
      await table().deleteFrom('recovery_codes').where('administrator_id', '=', id).execute()
    },
    /** The sign-in asks for the password alone. */
    async clear(id: AdministratorId): Promise<void> {
      await passkeys(store).removeAllOf(id)
      await this.turnCodeOff(id)
      await this.removeRecoveryCodesOfNothing(id)
    },
    /** Ten new ones, which are shown now and never again; earlier ones stop working. */
    async makeRecoveryCodes(id: AdministratorId, random: World['random']): Promise<readonly string[]> {
      const codes = Array.from({ length: howMany }, () => letters(random))
      await store.transaction(async (inside) => {
        const rows = inside.tables<Tables>()
        await rows.deleteFrom('recovery_codes').where('administrator_id', '=', id).execute()
        await rows
          .insertInto('recovery_codes')
          .values(codes.map((code) => ({ tag: tagOf(id, code.replaceAll('-', '')), administrator_id: id })))
          .execute()
      })
      return codes
    },
    async countRecoveryCodes(id: AdministratorId): Promise<number> {
      const rows = table().selectFrom('recovery_codes').select('tag').where('administrator_id', '=', id)
      return (await rows.execute()).length
    },
  }
}

export type SecondFactors = ReturnType<typeof secondFactors>

/** Three groups of five letters that are not mistaken for each other: 73 bits. */
export function letters(random: World['random'], groups = 3): string {
  const group = () =>
    Array.from({ length: 5 }, () => {
      // Octets above the last whole multiple would make some letters likelier.
      for (;;) {
        const octet = random(1)[0] ?? 255
        if (octet < 240) return alphabet[octet % alphabet.length]
      }
    }).join('')
  return Array.from({ length: groups }, group).join('-')
}
