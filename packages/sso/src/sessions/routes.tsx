import { csrfToken } from '@postern/kit/form'
import { type Env, endsElsewhere, type Web } from '@postern/kit/http'
import type { Session, Sessions } from '@postern/kit/session'
import { Hono } from 'hono'
import type { Accounts } from '../accounts/store.ts'
import type { Applications } from '../applications/store.ts'
import type { Connections } from '../connections/store.ts'
import { logOutOf } from '../connectors/kinds.ts'
import { chosenAt } from './choose.ts'
import { sessionConsoleRoutes } from './console-routes.tsx'
import { readAt } from './onward.ts'
import { SignedInPage, type SignedOut, SignedOutPage } from './page.tsx'
import { signOutRoutes } from './sign-out-routes.tsx'

export interface SessionPorts {
  readonly sessions: Sessions
  readonly accounts: Accounts
  readonly applications: Applications
  readonly connections: Connections
  /** Where the browser goes once its session is closed: to the identity provider first, and in the end to the application. */
  readonly leaveBy: (web: Web, session: Session, applicationId: string | undefined) => Promise<string>
}

export function sessionRoutes(of: SessionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/', async (web) => {
    const signedIn = await signedInPage(web, of)
    // Its forms end, by redirects, at an identity provider.
    endsElsewhere(web)
    if (signedIn) return web.html(signedIn)
    const offered = await chosenAt(web, of.connections)
    if (typeof offered === 'string') return web.redirect(offered, 303)
    const signedOut = web.req.query('done') === 'signed-out' ? await signedOutOf(web, of) : undefined
    return web.html(<SignedOutPage offered={offered} signedOut={signedOut} />)
  })
  app.route('/', signOutRoutes(of))
  app.route('/', sessionConsoleRoutes(of))
  return app
}

async function signedInPage(web: Web, of: SessionPorts) {
  const session = await of.sessions.current(web)
  const account = session && (await of.accounts.find(session.subject))
  const application = account && (await of.applications.find(account.applicationId))
  const connection = session && (await of.connections.find(session.facts.connectionId ?? ''))
  if (!session || !account || !application || !connection) return undefined
  return (
    <SignedInPage
      account={account}
      session={session}
      connectionName={connection.name}
      application={{ name: application.name, href: application.baseUrl }}
      others={(await of.sessions.count(account.id, web.var.now)) - 1}
      csrf={csrfToken(web)}
    />
  )
}

/** From where somebody has just been signed out, as far as the answers of others say. */
async function signedOutOf(web: Web, of: SessionPorts): Promise<SignedOut> {
  const application = await of.applications.find(web.req.query('application') ?? '')
  return {
    at: readAt(web.req.query('at')),
    application: application && { name: application.name, href: logOutOf(application) },
    back: web.req.query('back') === 'yes',
  }
}
