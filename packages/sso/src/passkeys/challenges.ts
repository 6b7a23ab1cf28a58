import { timingSafeEqual } from 'node:crypto'
import type { World } from '@postern/kit/world'
import type { Problem } from '@postern/saml/problem'
import { passkeyProblem } from './problems.ts'

interface Tables {
  spent_challenges: { challenge: string; expires_at: number }
}

/** What a passkey is asked for. An answer to one question is no answer to another. */
export interface Ceremony {
  readonly purpose: 'add' | 'sign-in' | 'second-step' | 'proof'
  /** The session, or the browser where there is none yet, in which the answer must come back. */
  readonly boundTo: string
}

export const challengeLasts = 5 * 60_000
const batch = 1_000

/**
 * Challenges (WebAuthn 13.4.3): 128 random bits, an end, and a tag by which we know our own again and for what it was
 * made. None is kept before it is answered, so that whoever asks for many fills nothing; each is answered once, by a
 * unique insert, on every node, whether the answer is right or not.
 */
export function challenges({ store, seal }: Pick<World, 'store' | 'seal'>) {
  const tagOf = (body: string, { purpose, boundTo }: Ceremony) =>
    seal.tag(`${body} ${purpose} ${boundTo}`, 'challenge for a passkey')
  return {
    /** In base64url, as the browser gets it. */
    make(ceremony: Ceremony, now: number, random: World['random']): string {
      const body = `${random(16).toString('base64url')}.${now + challengeLasts}`
      return Buffer.from(`${body}.${tagOf(body, ceremony)}`).toString('base64url')
    },
    /** Undefined where this answer counts; it does not a second time. */
    async spend(challenge: string, ceremony: Ceremony, now: number): Promise<Problem | undefined> {
      const [nonce = '', end = '', tag = ''] = Buffer.from(challenge, 'base64url').toString().split('.')
      const body = `${nonce}.${end}`
      if (!isEqual(tag, tagOf(body, ceremony)) || Number(end) <= now)
        return passkeyProblem('passkey-late', {})
      const spent = await store
        .tables<Tables>()
        .insertInto('spent_challenges')
        .values({ challenge: body, expires_at: Number(end) })
        .onConflict((conflict) => conflict.column('challenge').doNothing())
        .returning('challenge')
        .executeTakeFirst()
      return spent ? undefined : passkeyProblem('passkey-replayed', {})
    },
    async sweep(now: number): Promise<void> {
      const table = store.tables<Tables>()
      for (;;) {
        const removed = await table
          .deleteFrom('spent_challenges')
          .where('challenge', 'in', (query) =>
            query
              .selectFrom('spent_challenges')
              .select('challenge')
              .where('expires_at', '<=', now)
              .limit(batch),
          )
          .executeTakeFirst()
        if (removed.numDeletedRows < BigInt(batch)) return
      }
    },
  }
}

export type Challenges = ReturnType<typeof challenges>

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
