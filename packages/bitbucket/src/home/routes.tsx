import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Directory, User } from '../directory/index.ts'
import type { Pages, Person } from '../person/index.ts'
import { HomePage } from './page.tsx'
import { ProfilePage } from './profile-page.tsx'
import { ProjectsPage } from './projects-page.tsx'

const mostGroups = 100

/** The pages of everybody who is signed in. */
export function homeRoutes({ pages, directory }: { pages: Pages; directory: Directory }): Hono<Env> {
  const app = new Hono<Env>()
  const groupsOf = async (user: User) =>
    (await directory.groups.list({ withUser: user.id }, { start: 0, limit: mostGroups })).values
  const home = pages.signedIn(async (web, person) =>
    web.html(<HomePage web={web} person={person} groups={await groupsOf(person.user)} />),
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
  const projects = pages.signedIn((web, person) =>
    web.html(<ProjectsPage web={web} person={person} path={web.req.path} />),
  )
  app.get('/projects', projects)
  app.get('/projects/*', projects)
  return app
}
