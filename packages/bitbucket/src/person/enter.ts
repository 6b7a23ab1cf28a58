import type { Web } from '@postern/kit/http'
import type { User } from '../directory/index.ts'
import type { People } from './person.ts'

/** How somebody came in: with the own password, or through an identity provider of that name. */
export type Entrance = { readonly by: 'password' } | { readonly by: 'provider'; readonly provider: string }

const justNow = 10 * 60_000

/** Signs a user in: a fresh session, in place of the one that this browser had, whoever's that was. */
export async function enter(web: Web, people: People, user: User, entrance: Entrance): Promise<void> {
  const { now } = web.var
  const first = user.lastAuthenticatedAt === undefined && now - user.createdAt < justNow
  await people.directory.users.authenticated(user, now)
  await people.sessions.open(web, {
    subject: String(user.id),
    facts: { ...entrance, ...(first ? { account: 'created just now' } : {}) },
  })
}
