import { createHash } from 'node:crypto'
import { attempts } from '@postern/kit/attempts'
import { clientAddress, type Web } from '@postern/kit/http'
import { verifyPassword } from '@postern/kit/password'
import { fold } from '../fold.ts'
import { users } from '../users/store.ts'
import type { User } from '../users/user.ts'
import { oneAtATime } from './one-at-a-time.ts'

export type PasswordVerdict =
  | { readonly user: User }
  | { readonly wrong: true }
  /** Too many failures for this name or from this address; epoch milliseconds until when. */
  | { readonly waitUntil: number }

const shortWait = 10_000

/** Digest of what was typed: the table of attempts is no list of user names, and a name of any length fits. */
const keyOf = (kind: string, value: string) =>
  `${kind}:${createHash('sha256').update(value).digest('base64url')}`

/** Whether name and password belong together. The answer does not tell a wrong name from a wrong password or a disabled user. */
export async function judgePassword(web: Web, userName: string, password: string): Promise<PasswordVerdict> {
  const keys = [keyOf('user', fold(userName)), keyOf('address', clientAddress(web))]
  const verdict = await oneAtATime(keys[0] ?? '', () => judge(web, keys, userName, password))
  return verdict ?? { waitUntil: web.var.now + shortWait }
}

async function judge(
  web: Web,
  keys: readonly string[],
  userName: string,
  password: string,
): Promise<PasswordVerdict> {
  const { now, world } = web.var
  const counted = attempts(world.store)
  for (const key of keys) {
    const waitUntil = await counted.waitUntil(key, now)
    if (waitUntil !== undefined) return { waitUntil }
  }
  const found = await users(world.store).findByUserPrincipalName(userName)
  const holds = await verifyPassword(found?.passwordHash, password)
  if (!found || !holds || !found.user.enabled) {
    for (const key of keys) await counted.failed(key, now)
    return { wrong: true }
  }
  for (const key of keys) await counted.succeeded(key)
  return { user: found.user }
}
