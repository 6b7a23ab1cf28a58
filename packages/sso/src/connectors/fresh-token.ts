import { setTimeout as wait } from 'node:timers/promises'
import type { World } from '@postern/kit/world'
import { Problem } from '@postern/saml/problem'
import type { Credential, LinkCredential, LinkTokens } from './credential.ts'
import { refreshTokens } from './link.ts'

/** Where the credentials of applications are kept. */
export interface KeptCredentials<Id> {
  secrets(id: Id): Promise<Credential>
  /** Keeps fresh tokens, unless others came in between: false then. */
  renew(id: Id, was: LinkTokens, to: LinkTokens): Promise<boolean>
}

const early = 60_000
const tries = 10
const pause = 200

/**
 * An access token that is good for another minute at least. Its refresh token is good once, on whatever node: who comes
 * second is refused by Bitbucket, and finds what the first one got in the store a moment later.
 */
export async function freshToken<Id>(of: {
  readonly world: World
  readonly kept: KeptCredentials<Id>
  readonly id: Id
  readonly baseUrl: string
}): Promise<string> {
  const { world, kept, id, baseUrl } = of
  let refused: Problem | undefined
  let tried: string | undefined
  for (let attempt = 0; attempt < tries; attempt++) {
    const credential = await linkOf(kept, id)
    if (!credential) break
    const { link, tokens } = credential
    const now = world.clock()
    if (tokens.expiresAt - early > now) return tokens.accessToken
    if (tried === tokens.refreshToken) {
      await wait(pause)
      continue
    }
    tried = tokens.refreshToken
    const fresh = await refreshTokens(link, tokens.refreshToken, {
      baseUrl,
      random: world.random,
      now,
    }).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== 'application-consent') throw error
      refused = error
      return undefined
    })
    if (fresh && (await kept.renew(id, tokens, fresh))) return fresh.accessToken
  }
  throw refused ?? new Error('an application without a link has no access token')
}

async function linkOf<Id>(kept: KeptCredentials<Id>, id: Id): Promise<LinkCredential | undefined> {
  const credential = await kept.secrets(id)
  return 'link' in credential ? credential : undefined
}
