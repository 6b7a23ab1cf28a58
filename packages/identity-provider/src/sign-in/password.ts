import { createHash } from 'node:crypto'
import { attempts } from '@postern/kit/attempts'
import { clientAddress, type Web } from '@postern/kit/http'
import { verifyPassword } from '@postern/kit/password'
import { fold } from '../fold.ts'
import { isFamiliar } from '../sessions/familiar.ts'
import { users } from '../users/store.ts'
import type { User } from '../users/user.ts'
import { nextMinute, requestCounts } from './flood.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { wrongPasswords } from './wrong-passwords.ts'

/** Why a password let nobody in (entra.md 1.9): wrong, nobody has the name, locked, the account is disabled. */
export type PasswordRefusal = 'AADSTS50126' | 'AADSTS50034' | 'AADSTS50053' | 'AADSTS50057'

export type PasswordVerdict =
  | { readonly user: User }
  | {
      readonly refused: PasswordRefusal
      /** Whose name it is; unknown to whoever typed it. */
      readonly of?: User | undefined
      /** Epoch milliseconds: too many failures for this name or from this address. */
      readonly waitUntil?: number
    }

const shortWait = 10_000
/** From one address in one minute, whoever else signs in from there: an office that types as badly has a thousand people. */
const mostWrong = 60

/** Digest of what was typed: the table of attempts is no list of user names, and a name of any length fits. */
const keyOf = (kind: string, value: string) =>
  `${kind}:${createHash('sha256').update(value).digest('base64url')}`

/**
 * Whether name and password belong together. To the person a name that nobody has is told as a wrong password is; that an
 * account is disabled is told to whoever knows its password.
 */
export async function judgePassword(web: Web, userName: string, password: string): Promise<PasswordVerdict> {
  const kind = isFamiliar(web, userName) ? 'familiar user' : 'user'
  const name = keyOf(kind, fold(userName))
  const address = keyOf('address', clientAddress(web))
  const verdict = await oneAtATime(name, () => judge(web, { name, address }, userName, password))
  return verdict ?? { refused: 'AADSTS50053', waitUntil: web.var.now + shortWait }
}

async function judge(
  web: Web,
  keys: { readonly name: string; readonly address: string },
  userName: string,
  password: string,
): Promise<PasswordVerdict> {
  const { now, world } = web.var
  const counted = attempts(world.store)
  const found = await users(world.store).findByUserPrincipalName(userName)
  for (const key of [keys.name, keys.address]) {
    const waitUntil = await counted.waitUntil(key, now)
    if (waitUntil !== undefined) return { refused: 'AADSTS50053', of: found?.user, waitUntil }
  }
  // A right password clears the count of its address, also that of somebody who guesses at others in between.
  const fromHere = `wrong passwords from ${clientAddress(web)}`
  if ((await requestCounts(world.store).seen(fromHere, now)) >= mostWrong) {
    return { refused: 'AADSTS50053', of: found?.user, waitUntil: nextMinute(now) }
  }
  if (!(await verifyPassword(found?.passwordHash, password)) || !found) {
    const tag = world.seal.tag(`${fold(userName)}\n${password}`, 'wrong password')
    const repeated = await wrongPasswords(world.store).isRepeated(keys.name, tag, now)
    if (!repeated) await counted.failed(keys.name, now)
    await counted.failed(keys.address, now)
    await requestCounts(world.store).count(fromHere, now)
    return { refused: found ? 'AADSTS50126' : 'AADSTS50034', of: found?.user }
  }
  if (!found.user.enabled) return { refused: 'AADSTS50057', of: found.user }
  for (const key of [keys.name, keys.address]) await counted.succeeded(key)
  return { user: found.user }
}
