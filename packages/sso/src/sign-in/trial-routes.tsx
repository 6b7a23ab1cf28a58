import { csrfToken, readForm } from '@postern/kit/form'
import { type Env, endsElsewhere, type Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { whoOf } from '../administrators/who.ts'
import { record as recordChange } from '../audit/store.ts'
import { type Connection, isTestable } from '../connections/connection.ts'
import { ConnectionFrame } from '../connections/frame.tsx'
import { path } from '../connections/words.ts'
import { attempting } from './attempting.ts'
import { begin } from './begin.tsx'
import { know } from './know.ts'
import type { SignInPorts } from './ports.ts'
import { requireTestable } from './ready.ts'
import { guestPath } from './trial.ts'
import { trialLinks } from './trial-links.ts'
import { TrialPage } from './trial-page.tsx'

const address = '/admin/connections/:id/test'

/** *Test sign-in* of a connection, for administrators: below `/admin`, where the guard stands. */
export function trialRoutes(ports: SignInPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get(address, async (web) => {
    const connection = await ports.connections.require(web.req.param('id'))
    return isTestable(connection) ? trialPage(web, connection, ports) : web.redirect(path(connection), 303)
  })
  app.post(address, (web) =>
    attempting({ web, activity: ports.activity, startedBy: 'test' }, async (record) => {
      const found = await ports.connections.require(web.req.param('id'))
      await readForm(web)
      await know(record, found, ports)
      const connection = requireTestable(found)
      return begin(web, { connection, returnTo: { to: 'test' }, fresh: true, record }, ports)
    }),
  )
  app.post(`${address}/links`, async (web) => {
    const connection = requireTestable(await ports.connections.require(web.req.param('id')))
    await readForm(web)
    const token = await change(web, connection, 'Test link made', (links, madeBy) =>
      links.make({ connectionId: connection.id, madeBy, now: web.var.now, random: web.var.world.random }),
    )
    const { origin } = web.var.world.settings.publicUrl
    return trialPage(web, connection, ports, `${origin}${guestPath(token)}`)
  })
  app.post(`${address}/links/:digest/withdraw`, async (web) => {
    const connection = await ports.connections.require(web.req.param('id'))
    await readForm(web)
    const digest = web.req.param('digest')
    await change(web, connection, 'Test link withdrawn', (links) =>
      links.take({ digest, connectionId: connection.id }),
    )
    return web.redirect(path(connection, 'test'), 303)
  })
  return app
}

/** A change of the links, with its entry in the audit log. */
function change<T>(
  web: Web,
  { id, name }: Connection,
  action: string,
  work: (links: ReturnType<typeof trialLinks>, by: string) => Promise<T>,
): Promise<T> {
  return web.var.world.store.transaction(async (inside) => {
    const result = await work(trialLinks(inside), whoOf(web).name)
    await recordChange(inside, whoOf(web), { action, subject: { kind: 'Connection', id, name } })
    return result
  })
}

async function trialPage(web: Web, connection: Connection, ports: SignInPorts, made?: string) {
  const { name } = connection
  // The form leads on to the identity provider.
  endsElsewhere(web)
  return web.html(
    <ConnectionFrame
      web={web}
      connection={connection}
      page="test"
      title="Test sign-in"
      lead={`You sign in at ${name} as anybody whom you like to try. Then you see each check, and what would come next.`}
    >
      <TrialPage
        connection={connection}
        csrf={csrfToken(web)}
        waiting={await ports.trialLinks.list(connection.id, web.var.now)}
        made={made}
      />
    </ConnectionFrame>,
  )
}
