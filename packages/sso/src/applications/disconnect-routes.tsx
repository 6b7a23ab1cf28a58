import { csrfToken, readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Problem } from '@postern/saml/problem'
import { Hono } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { Shell } from '../administrators/shell.tsx'
import { whoOf } from '../administrators/who.ts'
import { record } from '../audit/store.ts'
import type { OurProviders } from '../connectors/registration.ts'
import type { Application, ApplicationId } from './application.ts'
import { disconnectApplication } from './disconnect.ts'
import { DisconnectPage } from './disconnect-page.tsx'
import type { Applications } from './store.ts'

const section = '/admin/applications'

export function disconnectRoutes(
  of: OurProviders & {
    readonly applications: Applications
    readonly release: (id: ApplicationId) => Promise<void>
  },
): Hono<Env> {
  const app = new Hono<Env>()
  app.get(`${section}/:id/disconnect`, freshProof, async (web) =>
    page(web, await of.applications.require(web.req.param('id'))),
  )
  app.post(`${section}/:id/disconnect`, freshProof, async (web) => {
    await readForm(web)
    const application = await of.applications.require(web.req.param('id'))
    const alone = web.req.query('alone') === 'yes'
    try {
      await disconnectApplication({ ...of, world: web.var.world, application, alone })
    } catch (error) {
      if (!(error instanceof Problem) || alone) throw error
      return page(web, application, error)
    }
    await record(web.var.world.store, whoOf(web), {
      action: alone ? 'Application forgotten, without asking it' : 'Application disconnected',
      subject: { kind: 'Application', id: application.id, name: application.name },
      before: { 'Base URL': application.baseUrl },
      after: {},
    })
    return web.redirect(`${section}?done=disconnected`, 303)
  })
  return app
}

function page(web: Web, application: Application, problem?: Problem) {
  return web.html(
    <Shell web={web} title={`Disconnect ${application.name}`} current={section}>
      <DisconnectPage application={application} csrf={csrfToken(web)} problem={problem} />
    </Shell>,
    problem ? 400 : 200,
  )
}
