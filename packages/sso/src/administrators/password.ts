import type { Attempts } from '@postern/kit/attempts'
import { clientAddress, type Web } from '@postern/kit/http'
import { verifyPassword } from '@postern/kit/password'
import type { Administrator } from './administrator.ts'
import { type Administrators, userKey } from './store.ts'

export interface PasswordPorts {
  readonly administrators: Administrators
  readonly attempts: Attempts
}

const longest = 200

/**
 * The administrator, or the sentence that says why not; it never tells whether the user name exists, or that the account
 * is disabled. Failures are counted for the account and for the address.
 */
export async function checkPassword(
  web: Web,
  of: PasswordPorts,
  typed: { readonly userName: string; readonly password: string },
): Promise<Administrator | string> {
  const userName = typed.userName.slice(0, longest)
  return limited(web, of.attempts, { kind: 'administrator', account: userKey(userName) }, async () => {
    const found = await of.administrators.findByUserName(userName)
    const right = await verifyPassword(found?.passwordHash, typed.password.slice(0, longest))
    return right && found && !found.administrator.disabled
      ? found.administrator
      : 'User name or password is not correct. Check both and try again.'
  })
}

/**
 * Guesses at `account` are slowed down, and so are those from one address, each `kind` by itself. A sentence counts as a
 * failure.
 */
export async function limited<T>(
  web: Web,
  attempts: Attempts,
  { kind, account }: { readonly kind: string; readonly account: string },
  judge: () => Promise<T | string>,
): Promise<T | string> {
  const { now } = web.var
  const keys = [`${kind} ${account}`, `${kind} from ${clientAddress(web)}`]
  for (const key of keys) {
    const until = await attempts.waitUntil(key, now)
    if (until) return `Too many attempts failed. Wait ${minutes(until - now)}, then try again.`
  }
  const judged = await judge()
  for (const key of keys)
    await (typeof judged === 'string' ? attempts.failed(key, now) : attempts.succeeded(key))
  return judged
}

function minutes(milliseconds: number): string {
  const count = Math.ceil(milliseconds / 60_000)
  return count === 1 ? 'one minute' : `${count} minutes`
}
