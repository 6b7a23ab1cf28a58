import { cookies, type Web } from '@postern/kit/http'
import { fold } from '../fold.ts'

const cookie = 'familiar'
const kept = 5
const maxAgeSeconds = 365 * 86_400

const tagOf = (web: Web, userName: string) => web.var.world.seal.tag(fold(userName), 'familiar browser')
const tagsIn = (web: Web): readonly string[] => (cookies(web).get(cookie) ?? '').split(' ').slice(0, kept)

/**
 * Whether this user has signed in in this browser before. Failures elsewhere are counted apart from those here (smart
 * lock-out): who guesses at a password from far away does not lock its owner out.
 */
export const isFamiliar = (web: Web, userName: string): boolean => tagsIn(web).includes(tagOf(web, userName))

export function becomeFamiliar(web: Web, userName: string): void {
  const tag = tagOf(web, userName)
  const tags = [tag, ...tagsIn(web).filter((other) => other !== '' && other !== tag)].slice(0, kept)
  cookies(web).set(cookie, tags.join(' '), { sameSite: 'Lax', maxAgeSeconds })
}
