import { csrfToken, readForm } from '@postern/kit/form'
import { Head, Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { AdminFrame, attempt, fieldErrors } from '../frame/index.ts'
import type { Pages, Person } from '../person/index.ts'
import { CreateLink, type CreateLinkProps } from './create-page.tsx'
import { LinkPage } from './link-page.tsx'
import type { ApplicationLinks } from './links.ts'
import { LinksPage } from './list-page.tsx'
import { doneWords, linkPath, linksPath } from './paths.ts'
import { isScope } from './scopes.ts'

/** *Administration* → *Application links*. They take a System Admin: a link may be allowed as much. */
export function linksRoutes({ pages, links }: { pages: Pages; links: ApplicationLinks }): Hono<Env> {
  const app = new Hono<Env>()
  app.get(
    linksPath,
    pages.systemAdministrator(async (web, person) =>
      page(web, person, 'Application links', <LinksPage links={await links.list()} />),
    ),
  )
  creation(app, pages, links)
  one(app, pages, links)
  return app
}

const page = (web: Web, person: Person, title: string, content: Child, status: 200 | 400 = 200) =>
  web.html(
    <AdminFrame
      web={web}
      person={person}
      title={title}
      current={linksPath}
      done={doneWords[web.req.query('done') ?? '']}
    >
      {content}
    </AdminFrame>,
    status,
  )

function creation(app: Hono<Env>, pages: Pages, links: ApplicationLinks): void {
  const show = (web: Web, person: Person, props: Omit<CreateLinkProps, 'csrf'>) =>
    page(
      web,
      person,
      'Create link',
      <CreateLink csrf={csrfToken(web)} {...props} />,
      props.errors.length > 0 ? 400 : 200,
    )
  app.get(
    `${linksPath}/create`,
    pages.systemAdministrator((web, person) =>
      show(web, person, { values: { name: '', redirectUrl: '', scopes: [] }, errors: [] }),
    ),
  )
  app.post(
    `${linksPath}/create`,
    pages.systemAdministrator(async (web, person) => {
      const form = await readForm(web)
      const values = {
        name: form.text('name'),
        redirectUrl: form.text('redirectUrl').trim(),
        scopes: form.all('scopes').filter(isScope),
      }
      let id = 0
      const problem = await attempt(async () => {
        id = (await links.create(person, values)).id
      })
      if (problem) return show(web, person, { values, errors: fieldErrors(problem, 'name') })
      return web.redirect(`${linkPath(id)}?done=created`, 303)
    }),
  )
}

function one(app: Hono<Env>, pages: Pages, links: ApplicationLinks): void {
  const path = linkPath(':id{\\d{1,10}}')
  const idOf = (web: Web) => Number(web.req.param('id'))
  app.get(
    path,
    pages.systemAdministrator(async (web, person) => {
      const link = await links.require(idOf(web))
      return page(web, person, link.name, <LinkPage link={link} secret={await links.secretOf(link.id)} />)
    }),
  )
  app.get(
    `${path}/delete`,
    pages.systemAdministrator(async (web, person) => {
      const { id, name } = await links.require(idOf(web))
      const content = (
        <>
          <Head title={`Delete ${name}?`} crumbs={[{ label: 'Application links', href: linksPath }]} />
          <Lose
            title={name}
            lost={[
              'Its Client ID and Client secret',
              'Everything that people have allowed it; it can no longer call Bitbucket',
            ]}
            action={`${linkPath(id)}/delete`}
            csrf={csrfToken(web)}
            button={`Delete ${name}`}
            keep={{ href: linkPath(id), label: `Keep ${name}` }}
          />
        </>
      )
      return page(web, person, `Delete ${name}?`, content)
    }),
  )
  app.post(
    `${path}/delete`,
    pages.systemAdministrator(async (web, person) => {
      await readForm(web)
      await links.delete(person, await links.require(idOf(web)))
      return web.redirect(`${linksPath}?done=deleted`, 303)
    }),
  )
}
