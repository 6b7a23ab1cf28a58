import { csrfToken, readForm } from '@postern/kit/form'
import { type Env, endsElsewhere } from '@postern/kit/http'
import { Hono } from 'hono'
import { attempting } from './attempting.ts'
import { begin } from './begin.tsx'
import { GuestDonePage, GuestPage } from './guest-page.tsx'
import { know } from './know.ts'
import type { SignInPorts } from './ports.ts'
import { requireTestable } from './ready.ts'
import { guestDonePath, guestPath } from './trial.ts'
import { trialProblem } from './trial-problems.ts'

/** A test by a link, for somebody who is no administrator. Who holds the link may try it, once. */
export function guestRoutes(ports: SignInPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get(guestDonePath(':id'), async (web) => {
    const attempt = await ports.activity.find(web.req.param('id') ?? '')
    if (attempt?.outcome !== 'tested' || attempt.startedBy !== 'test-link')
      throw trialProblem('trial-link-over', {})
    return web.html(<GuestDonePage attempt={attempt} />)
  })
  app.get(guestPath(':token'), async (web) => {
    const link = await ports.trialLinks.require(web.req.param('token') ?? '', web.var.now)
    const connection = requireTestable(await ports.connections.require(link.connectionId))
    endsElsewhere(web)
    return web.html(<GuestPage name={connection.name} action={web.req.path} csrf={csrfToken(web)} />)
  })
  app.post(guestPath(':token'), (web) =>
    attempting({ web, activity: ports.activity, startedBy: 'test-link' }, async (record) => {
      await readForm(web)
      const link = await ports.trialLinks.require(web.req.param('token') ?? '', web.var.now)
      const found = await ports.connections.require(link.connectionId)
      await know(record, found, ports)
      const connection = requireTestable(found)
      if (!(await ports.trialLinks.take(link))) throw trialProblem('trial-link-over', {})
      record.note('Link opened', `Made by ${link.madeBy}`)
      return begin(web, { connection, returnTo: { to: 'test', link: true }, fresh: true, record }, ports)
    }),
  )
  return app
}
