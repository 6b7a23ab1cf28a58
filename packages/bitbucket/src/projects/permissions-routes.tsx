import { csrfToken, readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import type { Hono } from 'hono'
import { isLevel } from '../directory/index.ts'
import { attempt, fieldErrors } from '../frame/index.ts'
import type { Pages, Person } from '../person/index.ts'
import type { ContentGrants, Grantee } from './grants.ts'
import type { Place } from './levels.ts'
import { ContentPermissions, type PermissionsProps } from './permissions-page.tsx'
import { contentInvalid } from './problems.ts'

export interface PermissionPages<P extends Place> {
  readonly pages: Pages
  readonly grants: ContentGrants
  /** The path as a route: `/projects/:key/permissions`. */
  readonly route: string
  readonly ofProject: boolean
  readonly pathOf: (place: P) => string
  /** The place, where the person administers it. */
  readonly placeOf: (web: Web, person: Person) => Promise<P>
  readonly frame: (of: {
    web: Web
    person: Person
    place: P
    done: string | undefined
    children: unknown
  }) => Promise<Response> | Response
}

const shown = { start: 0, limit: 100 }
const doneWords: Readonly<Record<string, string>> = {
  granted: 'The permission was granted.',
  revoked: 'The permission was removed.',
  saved: 'The default permission was saved.',
}

/** The *Permissions* page of a project or of a repository, with its forms. */
export function permissionPages<P extends Place>(app: Hono<Env>, of: PermissionPages<P>): void {
  const { pages, grants, route, pathOf, placeOf } = of
  const show = async (web: Web, person: Person, place: P, returned?: PermissionsProps['returned']) => {
    const children = (
      <ContentPermissions
        csrf={csrfToken(web)}
        path={pathOf(place)}
        users={await grants.users(place, undefined, shown)}
        groups={await grants.groups(place, undefined, shown)}
        everybody={place.repository ? undefined : { level: place.project.defaultLevel }}
        returned={returned}
      />
    )
    if (returned) web.status(400)
    return of.frame({ web, person, place, done: doneWords[web.req.query('done') ?? ''], children })
  }
  app.get(
    route,
    pages.signedIn(async (web, person) => show(web, person, await placeOf(web, person))),
  )
  for (const change of ['grant', 'revoke'] as const) {
    app.post(
      `${route}/${change}`,
      pages.signedIn(async (web, person) => {
        const place = await placeOf(web, person)
        const form = await readForm(web)
        const kind = form.text('kind') === 'group' ? 'group' : 'user'
        const name = form.text('name').trim()
        const level = form.text('level')
        const to: Grantee = kind === 'group' ? { group: name } : { user: name }
        const problem = await attempt(async () => {
          if (change === 'revoke') return grants.change(person, place, [to], undefined)
          if (!isLevel(level))
            throw contentInvalid([{ field: 'level', message: 'Choose one of the listed permissions.' }])
          return grants.change(person, place, [to], level)
        })
        if (!problem)
          return web.redirect(`${pathOf(place)}?done=${change === 'grant' ? 'granted' : 'revoked'}`, 303)
        const errors = fieldErrors(problem, `${kind}-name`, { level: { id: `${kind}-level` } })
        return show(web, person, place, { kind, name, level, errors })
      }),
    )
  }
  // Not beside a repository: who administers that alone must not open the whole project.
  if (!of.ofProject) return
  app.post(
    `${route}/everybody`,
    pages.signedIn(async (web, person) => {
      const place = await placeOf(web, person)
      const level = (await readForm(web)).text('default')
      await grants.setDefault(person, place.project, isLevel(level) ? level : undefined)
      return web.redirect(`${pathOf(place)}?done=saved`, 303)
    }),
  )
}
