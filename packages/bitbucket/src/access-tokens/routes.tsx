import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { Head, Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { attempt, fieldErrors, HostFrame, shownRange } from '../frame/index.ts'
import type { Pages, Person } from '../person/index.ts'
import { type ContentAccess, projectPath, projectsPath, repositoryPath } from '../projects/index.ts'
import { TokensPage, type TokensProps, type TypedToken } from './page.tsx'
import type { AccessTokens } from './store.ts'
import type { Owner } from './token.ts'

export interface TokenPages {
  readonly pages: Pages
  readonly access: ContentAccess
  readonly tokens: AccessTokens
}

const base = '/plugins/servlet/access-tokens'
export const ownTokensPath = `${base}/manage`

type OwnerOf = (web: Web, person: Person) => Promise<Owner>

/** *HTTP access tokens*: one's own, and those of a project or a repository that one administers. */
export function accessTokensRoutes(of: TokenPages): Hono<Env> {
  const app = new Hono<Env>()
  const { access } = of
  const text = (web: Web, name: string) => web.req.param(name) ?? ''
  tokenPages(app, of, ownTokensPath, async (_, { user }) => ({ kind: 'user', user }))
  tokenPages(app, of, `${base}/projects/:key/manage`, async (web, person) => ({
    kind: 'project',
    ...(await access.project(person, text(web, 'key'), 'ADMIN')).place,
  }))
  tokenPages(app, of, `${base}/projects/:key/repos/:slug/manage`, async (web, person) => ({
    kind: 'repository',
    ...(await access.repository(person, text(web, 'key'), text(web, 'slug'), 'ADMIN')).place,
  }))
  return app
}

const nothing: TypedToken = { name: '', permissions: ['REPO_READ'], expiryDays: '90' }

function tokenPages(app: Hono<Env>, { pages, tokens }: TokenPages, route: string, ownerOf: OwnerOf): void {
  const show = async (
    web: Web,
    person: Person,
    owner: Owner,
    more: Partial<Pick<TokensProps, 'typed' | 'errors' | 'made'>> = {},
  ) => {
    const done = web.req.query('done') === 'revoked' ? 'The access token was revoked.' : undefined
    return web.html(
      <HostFrame
        web={web}
        person={person}
        title="HTTP access tokens"
        current={owner.kind === 'user' ? ownTokensPath : projectsPath}
        done={done}
      >
        <Head title="HTTP access tokens" lead={leadOf(owner)} crumbs={crumbsOf(owner)} />
        <TokensPage
          csrf={csrfToken(web)}
          path={pathOf(owner)}
          kind={owner.kind}
          tokens={await tokens.list(owner, shownRange(web))}
          now={web.var.now}
          typed={more.typed ?? nothing}
          errors={more.errors ?? []}
          made={more.made}
        />
      </HostFrame>,
      more.errors ? 400 : 200,
    )
  }
  app.get(
    route,
    pages.signedIn(async (web, person) => show(web, person, await ownerOf(web, person))),
  )
  app.post(
    route,
    pages.signedIn(async (web, person) => {
      const owner = await ownerOf(web, person)
      const typed = typedIn(await readForm(web))
      const expiryDays = typed.expiryDays === '' ? undefined : Number(typed.expiryDays)
      let made: TokensProps['made']
      const problem = await attempt(async () => {
        const { token, text } = await tokens.create(person, owner, { ...typed, expiryDays })
        made = { name: token.name, text }
      })
      if (made) return show(web, person, owner, { made })
      return show(web, person, owner, { typed, errors: fieldErrors(problem, 'name', fields) })
    }),
  )
  const one = `${route}/:token{\\d{12}}/revoke`
  const idOf = (web: Web) => web.req.param('token') ?? ''
  app.get(
    one,
    pages.signedIn(async (web, person) => {
      const owner = await ownerOf(web, person)
      const { id, name } = await tokens.require(owner, idOf(web))
      const title = `Revoke ${name}?`
      return web.html(
        <HostFrame web={web} person={person} title={title} current={ownTokensPath}>
          <Head
            title={title}
            crumbs={[...crumbsOf(owner), { label: 'HTTP access tokens', href: pathOf(owner) }]}
          />
          <Lose
            title={name}
            lost={['Whatever uses this access token is refused from now on']}
            action={`${pathOf(owner)}/${id}/revoke`}
            csrf={csrfToken(web)}
            button={`Revoke ${name}`}
            keep={{ href: pathOf(owner), label: `Keep ${name}` }}
          />
        </HostFrame>,
      )
    }),
  )
  app.post(
    one,
    pages.signedIn(async (web, person) => {
      const owner = await ownerOf(web, person)
      await readForm(web)
      await tokens.delete(person, owner, idOf(web))
      return web.redirect(`${pathOf(owner)}?done=revoked`, 303)
    }),
  )
}

const fields = {
  name: { id: 'name', says: 'Token name needs 1 to 255 characters.' },
  permissions: { id: 'permissions', says: 'Permissions: choose at least one.' },
  expiryDays: { id: 'expiryDays', says: 'Days until it expires: a whole number from 1 to 3650, or nothing.' },
} as const

const typedIn = (form: Form): TypedToken => ({
  name: form.text('name').trim(),
  permissions: form.all('permissions'),
  expiryDays: form.text('expiryDays').trim(),
})

function pathOf(owner: Owner): string {
  if (owner.kind === 'user') return ownTokensPath
  const place = owner.kind === 'project' ? projectPath(owner.project.key) : repositoryPath(owner.repository)
  return `${base}${place}/manage`
}

function leadOf(owner: Owner): string {
  if (owner.kind === 'user')
    return 'For git and REST, in the place of your password. They cannot log in to these pages.'
  const what = owner.kind === 'project' ? owner.project.name : owner.repository.name
  return `For builds and other machines. They belong to ${what} and outlive whoever makes them.`
}

function crumbsOf(owner: Owner) {
  if (owner.kind === 'user') return [{ label: 'Profile', href: '/profile' }]
  const { project } = owner.kind === 'project' ? owner : owner.repository
  const crumbs = [
    { label: 'Projects', href: projectsPath },
    { label: project.name, href: projectPath(project.key) },
  ]
  if (owner.kind === 'project') return crumbs
  return [...crumbs, { label: owner.repository.name, href: `${repositoryPath(owner.repository)}/settings` }]
}
