import { csrfToken, readForm } from '@postern/kit/form'
import { type Env, endsElsewhere, tellsOrigin, type Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { signOutPath } from '../applications/application.ts'
import { logOutOf } from '../connectors/kinds.ts'
import { leaves, onward, onwardPath, readAt, signedOutPath } from './onward.ts'
import type { SessionPorts } from './routes.tsx'
import { OnwardPage, SignOutPage } from './sign-out-page.tsx'

/** Seconds in which the page can be read that leads on. */
const readFor = 2

/** Out of here, out of the identity provider, and on to the application's own log-out. */
export function signOutRoutes(of: SessionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.post('/sign-out', async (web) => {
    const form = await readForm(web)
    const everywhere = form.text('everywhere') === 'yes'
    return leave(web, of, { everywhere, applicationId: await known(of, form.text('application')) })
  })
  app.get(onwardPath, async (web) => {
    const at = readAt(web.req.query('at'))
    const application = await of.applications.find(web.req.query('application') ?? '')
    if (!application || !leaves(web, application))
      return web.redirect(signedOutPath({ applicationId: application?.id, at }), 303)
    const href = logOutOf(application)
    // The application may want to know that it was its identity provider who led here, and not just anybody.
    tellsOrigin(web)
    web.header('refresh', `${readFor}; url=${href}`)
    return web.html(<OnwardPage application={application.name} at={at} href={href} />)
  })
  // Where a proxy in front of the application leads its log-outs.
  app.get(signOutPath(':application'), async (web) => {
    const application = await of.applications.require(web.req.param('application') ?? '')
    if (cameFrom(web, application.baseUrl))
      return leave(web, of, { everywhere: false, applicationId: application.id })
    endsElsewhere(web)
    return web.html(<SignOutPage application={application} csrf={csrfToken(web)} />)
  })
  return app
}

const known = async ({ applications }: SessionPorts, id: string) => (await applications.find(id))?.id

async function leave(
  web: Web,
  of: SessionPorts,
  { everywhere, applicationId }: { readonly everywhere: boolean; readonly applicationId: string | undefined },
): Promise<Response> {
  const session = await of.sessions.current(web)
  await of.sessions.close(web)
  if (everywhere && session) await of.sessions.closeAll(session.subject)
  const to = session ? await of.leaveBy(web, session, applicationId) : onward(web, { applicationId, at: '' })
  return web.redirect(to, 303)
}

/** A page of another site cannot claim it: it would sign people out at will. */
function cameFrom(web: Web, baseUrl: string): boolean {
  const referer = web.req.header('referer') ?? ''
  return URL.canParse(referer) && new URL(referer).origin === new URL(baseUrl).origin
}
