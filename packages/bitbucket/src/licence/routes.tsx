import { csrfToken, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Licences } from '../directory/index.ts'
import { AdminFrame } from '../frame/index.ts'
import type { Pages, Person } from '../person/index.ts'
import { LicencePage, licencePath } from './page.tsx'

/** *Administration* → *Licensing*. */
export function licenceRoutes({ pages, licences }: { pages: Pages; licences: Licences }): Hono<Env> {
  const app = new Hono<Env>()
  const show = async (
    web: Web,
    person: Person,
    returned?: { typed: string; errors: readonly FieldError[] },
  ) => {
    const licence = await licences.get()
    const done = web.req.query('done') === 'saved' ? 'The licence was saved.' : undefined
    return web.html(
      <AdminFrame web={web} person={person} title="Licensing" current={licencePath} done={done}>
        <LicencePage
          csrf={csrfToken(web)}
          licence={licence}
          seats={await licences.seats()}
          typed={returned?.typed ?? String(licence.maximum ?? '')}
          errors={returned?.errors ?? []}
        />
      </AdminFrame>,
      returned ? 400 : 200,
    )
  }
  app.get(
    licencePath,
    pages.systemAdministrator((web, person) => show(web, person)),
  )
  app.post(
    licencePath,
    pages.systemAdministrator(async (web, person) => {
      const typed = (await readForm(web)).text('maximum').trim()
      if (typed !== '' && !/^[1-9]\d{0,6}$/.test(typed)) {
        const message = 'Maximum number of users should be a whole number from 1 to 9999999, or empty.'
        return show(web, person, { typed, errors: [{ id: 'maximum', message }] })
      }
      const maximum = typed === '' ? undefined : Number(typed)
      await licences.enter(person, `NumberOfUsers=${maximum ?? -1}`, maximum)
      return web.redirect(`${licencePath}?done=saved`, 303)
    }),
  )
  return app
}
