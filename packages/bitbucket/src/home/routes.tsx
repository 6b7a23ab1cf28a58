import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Directory } from '../directory/index.ts'
import type { Pages, Person } from '../person/index.ts'
import { HomePage } from './page.tsx'
import { ProfilePage } from './profile-page.tsx'
import { ProjectsPage } from './projects-page.tsx'

const mostGroups = 100

/** The pages of everybody who is signed in. */
export function homeRoutes({ pages, directory }: { pages: Pages; directory: Directory }): Hono<Env> {
  const app = new Hono<Env>()
  const groupsOf = async ({ user }: Person) =>
    (await directory.groups.list({ withUser: user.id }, { start: 0, limit: mostGroups })).values
  const home = pages.signedIn(async (web, person) =>
    web.html(<HomePage web={web} person={person} groups={await groupsOf(person)} />),
  )
  app.get('/', home)
  app.get('/dashboard', home)
  app.get(
    '/profile',
    pages.signedIn(async (web, person) =>
      web.html(<ProfilePage web={web} person={person} groups={await groupsOf(person)} />),
    ),
  )
  const projects = pages.signedIn((web, person) =>
    web.html(<ProjectsPage web={web} person={person} path={web.req.path} />),
  )
  app.get('/projects', projects)
  app.get('/projects/*', projects)
  return app
}
