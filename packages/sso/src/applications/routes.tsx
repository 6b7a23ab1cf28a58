import { csrfToken, readForm } from '@postern/kit/form'
import { type FieldError, Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Problem } from '@postern/saml/problem'
import { Hono } from 'hono'
import { Shell } from '../administrators/shell.tsx'
import { connect } from '../connectors/connect.ts'
import type { Application, ApplicationId } from './application.ts'
import { ApplicationPage } from './application-page.tsx'
import { readBaseUrl } from './base-url.ts'
import { connectBitbucket } from './connect.ts'
import { asTyped, type ConnectForm, faultOf, faultsOf, unfilled } from './connect-form.ts'
import { ConnectPage } from './connect-page.tsx'
import { disconnectRoutes } from './disconnect-routes.tsx'
import { ListPage } from './list-page.tsx'
import type { Applications } from './store.ts'

const section = '/admin/applications'
const said: Readonly<Record<string, string>> = {
  connected: 'Bitbucket is connected.',
  updated: 'Bitbucket was connected before; its settings are up to date.',
}

/** Console pages of what people sign in to. That an administrator is signed in is judged before them. */
export function applicationRoutes(of: {
  readonly applications: Applications
  /** Of our OpenID provider. */
  readonly issuer: string
  /** Tells the rest of the server that an application is no longer connected. */
  readonly release: (id: ApplicationId) => Promise<void>
}): Hono<Env> {
  const { applications, issuer } = of
  const app = new Hono<Env>()
  app.get(section, async (web) =>
    web.html(
      <Shell web={web} title="Applications" current={section}>
        {web.req.query('done') === 'disconnected' && <Toast>The application is disconnected.</Toast>}
        <ListPage applications={await applications.list()} />
      </Shell>,
    ),
  )
  app.get(`${section}/connect`, async (web) => {
    const again = web.req.query('again')
    const form =
      again === undefined ? unfilled : await filledFrom(applications, await applications.require(again))
    return connectPage(web, form, [])
  })
  app.post(`${section}/connect`, async (web) => {
    const form = asTyped(await readForm(web))
    const address = readBaseUrl(form.baseUrl)
    const faults = faultsOf(form)
    if ('fault' in address || faults.length > 0) return connectPage(web, form, faults)
    try {
      const world = web.var.world
      const connected = await connectBitbucket({ ...form, ...address, world, applications, issuer })
      const done = connected.made ? 'connected' : 'updated'
      return web.redirect(`${section}/${connected.application.id}?done=${done}`, 303)
    } catch (error) {
      if (!(error instanceof Problem) || !error.code.startsWith('application-')) throw error
      web.var.world.log.info({ code: error.code, facts: error.facts }, 'Bitbucket was not connected')
      return connectPage(web, form, [faultOf(error)])
    }
  })
  app.get(`${section}/:id`, async (web) => {
    const application = await applications.require(web.req.param('id'))
    const { userName } = await applications.secrets(application.id)
    const now = await ask(web, applications, application)
    return web.html(
      <Shell web={web} title={application.name} current={section}>
        <ApplicationPage
          application={application}
          userName={userName}
          issuer={issuer}
          now={now}
          said={said[web.req.query('done') ?? '']}
        />
      </Shell>,
    )
  })
  app.route('/', disconnectRoutes(of))
  return app
}

function connectPage(web: Web, form: ConnectForm, errors: readonly FieldError[]) {
  return web.html(
    <Shell web={web} title="Connect Bitbucket" current={section}>
      <ConnectPage form={form} errors={errors} csrf={csrfToken(web)} />
    </Shell>,
    errors.length > 0 ? 400 : 200,
  )
}

async function filledFrom(applications: Applications, application: Application): Promise<ConnectForm> {
  const { userName } = await applications.secrets(application.id)
  return { baseUrl: application.baseUrl, userName, straight: application.straight }
}

/** Asks the application now. Why it does not answer is something to show here, not a failure of the page. */
async function ask(web: Web, applications: Applications, application: Application) {
  const connector = await connect({ world: web.var.world, applications, application })
  return connector.check().catch((error: unknown) => {
    if (error instanceof Problem) return error
    throw error
  })
}
