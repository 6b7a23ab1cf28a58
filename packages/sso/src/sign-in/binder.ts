import { createHash } from 'node:crypto'
import { cookies, type Web } from '@postern/kit/http'

/**
 * Ties a sign-in to the browser that began it. The answer comes by a POST from another site, which carries only the
 * cookie that says SameSite=None. The second, Lax, is for browsers that do not keep the first: it comes with the one
 * resubmission from our own page.
 */
const crossSite = { name: 'binder', options: { sameSite: 'None', maxAgeSeconds: 3_600 } } as const
const sameSite = { name: 'binder-same-site', options: { sameSite: 'Lax', maxAgeSeconds: 3_600 } } as const

const wellFormed = /^[\w-]{43}$/
const digest = (value: string) => createHash('sha256').update(value).digest('base64url')

const values = (web: Web) =>
  [crossSite, sameSite].flatMap(({ name }) => {
    const value = cookies(web).get(name)
    return value !== undefined && wellFormed.test(value) ? [value] : []
  })

/** Gives this browser its cookies, or keeps them, so that two tabs do not undo each other; returns the digest to store. */
export function bind(web: Web): string {
  const value = values(web)[0] ?? web.var.world.random(32).toString('base64url')
  for (const { name, options } of [crossSite, sameSite]) cookies(web).set(name, value, options)
  return digest(value)
}

/** Digests of the cookies that came with this request; none when the browser sent none. */
export function binders(web: Web): readonly string[] {
  return [...new Set(values(web).map(digest))]
}
