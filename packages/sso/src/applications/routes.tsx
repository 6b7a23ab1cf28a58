import { Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Problem } from '@postern/saml/problem'
import { Hono } from 'hono'
import { Shell } from '../administrators/shell.tsx'
import { connect } from '../connectors/connect.ts'
import type { Checked } from '../connectors/connector.ts'
import { anonymousTarget, wayOf } from '../connectors/credential.ts'
import type { Prospect, Trial } from '../connectors/kind.ts'
import { kinds } from '../connectors/kinds.ts'
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
  tested: 'Tested just now: it answers.',
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
    const way = wayOf(secrets)
    const done = web.req.query('done') ?? ''
    return web.html(
      <Shell web={web} title={application.name} current={section}>
        <ApplicationPage
          application={application}
          userName={secrets.userName}
          way={way}
          ours={of}
          now={now}
          signOutUrl={`${web.var.world.settings.publicUrl.origin}${signOutPath(application.id)}`}
          prospects={'version' in now ? await prospectsOf(web, application, now, { way, ...secrets }) : []}
          said={done === 'tested' && !('version' in now) ? undefined : said[done]}
        />
      </Shell>,
    )
  })
  app.route('/', disconnectRoutes(of))
  return app
}

/** What works with it, as far as it tells; none where it stops answering in between. */
async function prospectsOf(
  web: Web,
  { kind, baseUrl }: Application,
  found: Checked,
  by: Pick<Trial, 'way' | 'userName'>,
): Promise<readonly Prospect[]> {
  const target = anonymousTarget({ baseUrl, random: web.var.world.random })
  const trial = { way: by.way, userName: by.userName, problem: undefined }
  return kinds[kind].prospects({ target, found, trial }).catch((error: unknown) => {
    if (error instanceof Problem) return []
    throw error
  })
}

/** Asks the application now. Why it does not answer is something to show here, not a failure of the page. */
async function ask(web: Web, applications: Applications, application: Application) {
  const connector = await connect({ world: web.var.world, applications, application })
  return connector.check().catch((error: unknown) => {
    if (error instanceof Problem) return error
    throw error
  })
}
