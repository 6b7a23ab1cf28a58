import { createHmac } from 'node:crypto'
import { attempts } from '@postern/kit/attempts'
import { clientAddress, type Web } from '@postern/kit/http'
import { verifyPassword } from '@postern/kit/password'
import type { Store } from '@postern/kit/store'
import { type Directory, fold, type User } from '../directory/index.ts'

export type Checked =
  | { readonly outcome: 'right'; readonly user: User }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'limited'; readonly until: number }

/** Where and when a password was sent: by a page, by REST or by git. */
export interface Origin {
  readonly address: string
  readonly now: number
}

export const originOf = (web: Web): Origin => ({ address: clientAddress(web), now: web.var.now })

export interface Credentials {
  check(from: Origin, name: string, password: string): Promise<Checked>
  /** Forgets the failures of a name, whatever the address. */
  clear(name: string): Promise<void>
}

const kept = 1_000
const keptFor = 5 * 60_000

/**
 * User name and password, from the log-in form or as Basic authentication.
 *
 * A client that sends Basic with each call would pay for argon2 each time (about 20 ms of a core). So what was verified is
 * remembered for five minutes as an HMAC under a key of this process over user, password and the stored hash. That is safe:
 * the user is read anew each time, a changed password changes the hash and so the tag, on every node; the memory holds no
 * password; and no attempt that was never right is let in by it.
 */
export function credentials(of: {
  directory: Directory
  store: Store
  random: (octets: number) => Buffer
}): Credentials {
  const { directory } = of
  const tries = attempts(of.store)
  const key = of.random(32)
  const verified = new Map<string, number>()
  const tagOf = (user: User, password: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([user.id, password, user.passwordHash]))
      .digest('base64url')
  const remember = (tag: string, now: number) => {
    if (verified.size >= kept) verified.clear()
    verified.set(tag, now + keptFor)
  }
  const isRemembered = (user: User, tag: string, now: number) => user.active && (verified.get(tag) ?? 0) > now
  const judge = async (now: number, name: string, password: string, guessed: string): Promise<Checked> => {
    const user = await directory.users.find(name)
    const tag = user && tagOf(user, password)
    if (user && tag && isRemembered(user, tag, now)) return { outcome: 'right', user }
    const until = await tries.waitUntil(guessed, now)
    if (until !== undefined) return { outcome: 'limited', until }
    if (!(await verifyPassword(user?.active ? user.passwordHash : undefined, password)) || !user || !tag) {
      await tries.failed(guessed, now)
      return { outcome: 'wrong' }
    }
    await tries.succeeded(guessed)
    remember(tag, now)
    return { outcome: 'right', user }
  }
  const inTurn = turns()
  return {
    async check({ address, now }, name, password) {
      const user = await directory.users.find(name)
      if (user && isRemembered(user, tagOf(user, password), now)) return { outcome: 'right', user }
      // By name and address together: by the name alone anybody could lock anybody out, the SSO service's account first.
      const guessed = attemptKey(name, address)
      return inTurn(guessed, () => judge(now, name, password, guessed))
    },
    clear: (name) => tries.forget(attemptKey(name, '')),
  }
}

const attemptKey = (name: string, address: string) => `user:${fold(name).slice(0, 255)} from:${address}`

/** Work of one key, one after the other: guesses sent side by side must not all be judged before the first is counted. */
function turns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work)
    last.set(key, mine)
    const forget = () => {
      if (last.get(key) === mine) last.delete(key)
    }
    mine.then(forget, forget)
    return mine
  }
}
