import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Directory, User } from '../directory/index.ts'
import type { Pages, Person } from '../person/index.ts'
import type { Repositories } from '../repositories/index.ts'
import { HomePage } from './page.tsx'
import { ProfilePage } from './profile-page.tsx'

const mostGroups = 100
const mostShown = 20

/** The pages of everybody who is signed in. */
export function homeRoutes(of: {
  readonly pages: Pages
  readonly directory: Directory
  readonly repositories: Repositories
}): Hono<Env> {
  const { pages, directory, repositories } = of
  const app = new Hono<Env>()
  const groupsOf = async (user: User) =>
    (await directory.groups.list({ withUser: user.id }, { start: 0, limit: mostGroups })).values
  const home = pages.signedIn(async (web, person) =>
    web.html(
      <HomePage
        web={web}
        person={person}
        groups={await groupsOf(person.user)}
        repositories={await repositories.list(person, { level: 'READ' }, { start: 0, limit: mostShown })}
      />,
    ),
  )
  app.get('/', home)
  app.get('/dashboard', home)
  const profile = async (web: Web, person: Person, user: User) =>
    web.html(
      <ProfilePage
        web={web}
        person={person}
        user={user}
        permission={await directory.permissions.of(user)}
        groups={await groupsOf(user)}
      />,
    )
  app.get(
    '/profile',
    pages.signedIn((web, person) => profile(web, person, person.user)),
  )
  app.get(
    '/users/:slug',
    pages.signedIn(async (web, person) => {
      const slug = web.req.param('slug') ?? ''
      return profile(
        web,
        person,
        (await directory.users.bySlug(slug)) ?? (await directory.users.require(slug)),
      )
    }),
  )
  return app
}
