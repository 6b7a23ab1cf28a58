import { csrfToken, readForm, requireCsrf } from '@postern/kit/form'
import { ContinueForm, Door } from '@postern/kit/html'
import { type Env, readOctets, type Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { type Credentials, localPath, originOf, type Pages, type Person } from '../person/index.ts'
import type { Confirmations } from './confirmations.ts'
import { type KeptForm, keep, readKept } from './kept-form.ts'
import { AccessPage, type AccessPageProps, websudoPath } from './page.tsx'

/** A form that came too late, with the room that writing it as JSON takes. */
const largest = 262_144

/** Sends a person who has not confirmed to *Administrator Access*; undefined for who has. */
export function administratorAccess(confirmations: Confirmations) {
  return async (web: Web, person: Person): Promise<Response | undefined> => {
    if (await confirmations.holds(person.session, web.var.now)) return undefined
    const { pathname, search } = new URL(web.req.url)
    if (web.req.method === 'GET') return web.redirect(accessPath(`${pathname}${search}`), 302)
    // Read as any form is, so that only what a page of ours sent is ever kept and sent on.
    return show(web, person, { next: `${pathname}${search}`, kept: keep(await readForm(web)) }, 403)
  }
}

const accessPath = (next: string) => `${websudoPath}?${new URLSearchParams({ next }).toString()}`

type Shown = Pick<AccessPageProps, 'next' | 'kept' | 'error'>

const show = (web: Web, person: Person, shown: Shown, status: 200 | 400 | 403 | 429) =>
  web.html(
    <AccessPage
      host={web.var.world.settings.publicUrl.host}
      person={person}
      csrf={csrfToken(web)}
      {...shown}
    />,
    status,
  )

/** `/websudo`, with the names that Bitbucket's clients send (bitbucket.md 1b: `j_password`, `atl_token`). */
export function websudoRoutes(of: {
  readonly pages: Pages
  readonly credentials: Credentials
  readonly confirmations: Confirmations
}): Hono<Env> {
  const app = new Hono<Env>()
  app.get(
    websudoPath,
    of.pages.unconfirmedAdministrator(async (web, person) => {
      const next = nextOf(web, web.req.query('next'))
      if (await of.confirmations.holds(person.session, web.var.now)) return web.redirect(next, 302)
      return show(web, person, { next }, 200)
    }),
  )
  app.post(
    websudoPath,
    of.pages.unconfirmedAdministrator(async (web, person) => {
      const fields = new URLSearchParams(Buffer.from(await readOctets(web, largest)).toString('utf8'))
      requireCsrf(web, fields.get('atl_token') ?? '')
      const next = nextOf(web, fields.get('next') ?? undefined)
      const kept = readKept(fields.get('kept') ?? '')
      const checked = await of.credentials.check(
        originOf(web),
        person.user.name,
        fields.get('j_password') ?? '',
      )
      if (checked.outcome === 'right') {
        await of.confirmations.give(person.session, web.var.now)
        return kept ? sendOn(web, next, kept) : web.redirect(next, 303)
      }
      if (checked.outcome === 'wrong') {
        const error = `Password is not that of ${person.user.name} in Bitbucket.`
        return show(web, person, { next, kept, error }, 400)
      }
      const minutes = Math.ceil((checked.until - web.var.now) / 60_000)
      const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`
      return show(web, person, { next, kept, error: `Too many failed attempts. Wait ${wait}.` }, 429)
    }),
  )
  return app
}

function nextOf(web: Web, wanted: string | undefined): string {
  const next = localPath(wanted, web.var.world.settings.publicUrl)
  return next === '/' ? '/admin' : next
}

/** Sends the form that came too late, now: by itself where scripts run, else by the button. */
function sendOn(web: Web, action: string, kept: KeptForm): Response | Promise<Response> {
  return web.html(
    <Door
      server="host"
      brand="Bitbucket"
      title="Access is given"
      under={web.var.world.settings.publicUrl.host}
    >
      <ContinueForm
        action={action}
        fields={[...kept, ['csrf', csrfToken(web)]]}
        says="What you sent before is sent now."
        button="Send it now"
      />
    </Door>,
  )
}
