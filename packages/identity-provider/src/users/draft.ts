import { hkdfSync } from 'node:crypto'
import { cookies, type Web } from '@postern/kit/http'
import { generatePassword } from './password.ts'

const cookie = 'new-user'
const sameSite = { sameSite: 'Lax' } as const

/**
 * The password that *Create new user* offers. It stays the same until the user is made, so that the browser's Back does not
 * show another one than was written down. The browser keeps a random name for it, and only the server's key makes the
 * password of that.
 */
export function offeredPassword(web: Web): string {
  const { random, seal } = web.var.world
  const jar = cookies(web)
  const known = jar.get(cookie)
  const name = known ?? random(24).toString('base64url')
  if (known === undefined) jar.set(cookie, name, sameSite)
  return generatePassword(streamOf(seal.tag(name, 'offered password')))
}

/** The next user is offered another one. */
export const forgetOfferedPassword = (web: Web): void => cookies(web).clear(cookie, sameSite)

/** Octets that look random, the same for the same key. */
function streamOf(key: string): (octets: number) => Buffer {
  let read = 0
  return (octets) => Buffer.from(hkdfSync('sha256', key, '', String(read++), octets))
}
