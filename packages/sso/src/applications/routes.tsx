import { Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Problem } from '@postern/saml/problem'
import { Hono } from 'hono'
import { Shell } from '../administrators/shell.tsx'
import { connect } from '../connectors/connect.ts'
import type { OurProviders } from '../connectors/registration.ts'
import { type Application, type ApplicationId, signOutPath } from './application.ts'
import { ApplicationPage } from './application-page.tsx'
import { connectRoutes } from './connect-routes.tsx'
import { disconnectRoutes } from './disconnect-routes.tsx'
import { ListPage } from './list-page.tsx'
import type { Applications } from './store.ts'

const section = '/admin/applications'
const said: Readonly<Record<string, string>> = {
  connected: 'Bitbucket is connected.',
  updated: 'Bitbucket was connected before; its settings are up to date.',
}

/** Console pages of what people sign in to. That an administrator is signed in is judged before them. */
export function applicationRoutes(
  of: OurProviders & {
    readonly applications: Applications
    /** Tells the rest of the server that an application is no longer connected. */
    readonly release: (id: ApplicationId) => Promise<void>
  },
): Hono<Env> {
  const { applications } = of
  const app = new Hono<Env>()
  app.get(section, async (web) =>
    web.html(
      <Shell web={web} title="Applications" current={section}>
        {web.req.query('done') === 'disconnected' && <Toast>The application is disconnected.</Toast>}
        <ListPage applications={await applications.list()} />
      </Shell>,
    ),
  )
  app.route('/', connectRoutes(of))
  app.get(`${section}/:id`, async (web) => {
    const application = await applications.require(web.req.param('id'))
    const secrets = await applications.secrets(application.id)
    const now = await ask(web, applications, application)
    return web.html(
      <Shell web={web} title={application.name} current={section}>
        <ApplicationPage
          application={application}
          userName={secrets.userName}
          way={'link' in secrets ? 'link' : 'password'}
          ours={of}
          now={now}
          signOutUrl={`${web.var.world.settings.publicUrl.origin}${signOutPath(application.id)}`}
          said={said[web.req.query('done') ?? '']}
        />
      </Shell>,
    )
  })
  app.route('/', disconnectRoutes(of))
  return app
}

/** Asks the application now. Why it does not answer is something to show here, not a failure of the page. */
async function ask(web: Web, applications: Applications, application: Application) {
  const connector = await connect({ world: web.var.world, applications, application })
  return connector.check().catch((error: unknown) => {
    if (error instanceof Problem) return error
    throw error
  })
}
