import type { Actor, Directory } from '../directory/index.ts'
import type { Credentials, Origin } from './credentials.ts'

export type Authorized =
  | { readonly outcome: 'right'; readonly actor: Actor }
  | { readonly outcome: 'wrong' | 'limited' | 'unlicensed' | 'basic-blocked' }

/** Who an Authorization header names, for REST and for git; `path` is what was asked for. */
export type Authorize = (header: string, from: Origin, path: string) => Promise<Authorized>

export interface Authorizers {
  readonly directory: Directory
  readonly credentials: Credentials
  /** Whose access token this is, of OAuth 2.0 or an HTTP access token, with what it allows. */
  readonly bearer: (token: string, now: number) => Promise<Actor | undefined>
  /** Whether a password may be sent as Basic authentication by this user to this path (bitbucket.md 1d). */
  readonly basicAllowed: (user: string, path: string) => Promise<boolean>
}

const wrong = { outcome: 'wrong' } as const
/** What git and Jenkins send as the name when the password is a token that belongs to no person (bitbucket.md 4). */
const tokenUser = 'x-token-auth'

/** Bearer is an access token; Basic is a user's password, or a token in the place of it. */
export function authorization(of: Authorizers): Authorize {
  const { directory, credentials, bearer } = of
  const byToken = async (token: string, now: number): Promise<Authorized> => {
    const actor = await bearer(token, now)
    return actor ? { outcome: 'right', actor } : wrong
  }
  const byPassword = async (name: string, password: string, from: Origin): Promise<Authorized> => {
    const checked = await credentials.check(from, name, password)
    if (checked.outcome !== 'right') return checked
    const permission = await directory.permissions.of(checked.user)
    if (permission === undefined) return { outcome: 'unlicensed' }
    return { outcome: 'right', actor: { user: checked.user, permission } }
  }
  const basic = async (name: string, password: string, from: Origin, path: string): Promise<Authorized> => {
    if (name === tokenUser) return byToken(password, from.now)
    const actor = looksLikeToken(password) ? await bearer(password, from.now) : undefined
    if (actor?.reach && actor.user.id !== 0) {
      // A token speaks for its own user alone, whatever name stands beside it.
      const user = await directory.users.find(name)
      return user?.id === actor.user.id ? { outcome: 'right', actor } : wrong
    }
    if (!(await of.basicAllowed(name, path))) return { outcome: 'basic-blocked' }
    return byPassword(name, password, from)
  }
  return async (header, from, path) => {
    const [, token] = /^Bearer +([\w.~+/=-]{1,500})$/i.exec(header) ?? []
    if (token !== undefined) return byToken(token, from.now)
    const [, encoded] = /^Basic +([A-Za-z0-9+/=]{1,2000})$/i.exec(header) ?? []
    const text = Buffer.from(encoded ?? '', 'base64').toString('utf8')
    const colon = text.indexOf(':')
    return colon < 1 ? wrong : basic(text.slice(0, colon), text.slice(colon + 1), from, path)
  }
}

/** 44 letters of base64 that begin with twelve digits and a colon: spares the store a look for each password. */
const looksLikeToken = (password: string) => /^[A-Za-z0-9+/]{44}$/.test(password)
