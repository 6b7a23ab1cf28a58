import type { Store } from '@postern/kit/store'
import { type By, record } from '../audit/index.ts'
import type { Actor, Directory } from '../directory/index.ts'
import { permissionWith, reachOf, type Scope } from './scopes.ts'
import { digest, type LinkTables, readScopes } from './tables.ts'

/** What a user consented to. */
export interface Grant {
  readonly link: number
  readonly userId: number
  readonly scopes: readonly Scope[]
}

export interface Tokens extends Grant {
  readonly accessToken: string
  readonly refreshToken: string
}

type Random = (octets: number) => Buffer

const codeLasts = 2 * 60_000
/** As Bitbucket's. */
export const accessLasts = 2 * 3_600_000
const refreshLasts = 90 * 86_400_000
const codeRememberedFor = 10 * 60_000

/** Authorization codes, access tokens, refresh tokens (RFC 6749): each of the first and the last is good for one use. */
export function grants(store: Store, directory: Directory) {
  const tables = (of: Store = store) => of.tables<LinkTables>()
  /** A fresh pair, of the family that began with one code. */
  const issue = async (
    of: Store,
    grant: Grant,
    family: string,
    random: Random,
    now: number,
  ): Promise<Tokens> => {
    const [accessToken, refreshToken] = [random(32).toString('base64url'), random(32).toString('base64url')]
    const same = { family, link: grant.link, user_id: grant.userId, scopes: grant.scopes.join(' ') }
    await tables(of)
      .insertInto('oauth_tokens')
      .values([
        { ...same, token: digest(accessToken), kind: 'access', expires_at: now + accessLasts },
        { ...same, token: digest(refreshToken), kind: 'refresh', expires_at: now + refreshLasts },
      ])
      .execute()
    return { ...grant, accessToken, refreshToken }
  }
  return {
    /** A code for the application that the author allows; `challenge` is of PKCE, '' where it sent none. */
    async code(by: By, name: string, grant: Grant, challenge: string): Promise<string> {
      const { random, now } = by.from
      const code = random(32).toString('base64url')
      const row = {
        code: digest(code),
        link: grant.link,
        user_id: grant.userId,
        scopes: grant.scopes.join(' '),
        challenge,
        expires_at: now + codeLasts,
        taken_at: null,
      }
      await store.transaction(async (inner) => {
        await tables(inner).insertInto('oauth_codes').values(row).execute()
        await record(inner, by, {
          category: 'Security',
          summary: 'Application link allowed',
          affected: [{ kind: 'Application link', name }],
          changes: [{ label: 'Permissions', from: undefined, to: row.scopes }],
        })
      })
      return code
    },
    /**
     * Takes a code, once, for the link that it was made for. Who sends it a second time has stolen it, or it was stolen
     * before: then the tokens of the first use end too (RFC 6749 4.1.2).
     */
    async redeem(
      link: number,
      code: string,
      proves: (challenge: string) => boolean,
      random: Random,
      now: number,
    ): Promise<Tokens | undefined> {
      const family = digest(code)
      const taken = await tables()
        .updateTable('oauth_codes')
        .set({ taken_at: now })
        .where('code', '=', family)
        .where('link', '=', link)
        .where('taken_at', 'is', null)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst()
      if (!taken) {
        await tables()
          .deleteFrom('oauth_tokens')
          .where('family', '=', family)
          .where('link', '=', link)
          .execute()
        return undefined
      }
      if (!proves(taken.challenge)) return undefined
      const grant = { link, userId: taken.user_id, scopes: readScopes(taken.scopes) }
      return issue(store, grant, family, random, now)
    },
    /** A fresh pair for a refresh token, which is then used up. */
    async refresh(
      link: number,
      refreshToken: string,
      random: Random,
      now: number,
    ): Promise<Tokens | undefined> {
      return store.transaction(async (inner) => {
        const used = await tables(inner)
          .deleteFrom('oauth_tokens')
          .where('token', '=', digest(refreshToken))
          .where('kind', '=', 'refresh')
          .where('link', '=', link)
          .where('expires_at', '>', now)
          .returningAll()
          .executeTakeFirst()
        if (!used) return undefined
        const grant = { link, userId: used.user_id, scopes: readScopes(used.scopes) }
        return issue(inner, grant, used.family, random, now)
      })
    },
    /** For whom an access token speaks. Asked anew each time: never more than the user may do at this moment. */
    async actorOf(accessToken: string, now: number): Promise<Actor | undefined> {
      const row = await tables()
        .selectFrom('oauth_tokens')
        .select(['user_id', 'scopes'])
        .where('token', '=', digest(accessToken))
        .where('kind', '=', 'access')
        .where('expires_at', '>', now)
        .executeTakeFirst()
      const user = row && (await directory.users.byId(row.user_id))
      const own = user?.active ? await directory.permissions.of(user) : undefined
      if (!row || !user || !own) return undefined
      const scopes = readScopes(row.scopes)
      return { user, permission: permissionWith(scopes, own), reach: reachOf(scopes, own) }
    },
    /** Whether anybody's consent to this link is still good. */
    async isGranted(link: number, now: number): Promise<boolean> {
      const row = await tables()
        .selectFrom('oauth_tokens')
        .select('token')
        .where('link', '=', link)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row !== undefined
    },
    async sweep(now: number): Promise<void> {
      await tables()
        .deleteFrom('oauth_codes')
        .where('expires_at', '<', now - codeRememberedFor)
        .execute()
      await tables().deleteFrom('oauth_tokens').where('expires_at', '<', now).execute()
    },
  }
}

export type Grants = ReturnType<typeof grants>
