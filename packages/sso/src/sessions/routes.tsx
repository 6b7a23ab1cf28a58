import { csrfToken, readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import type { Sessions } from '@postern/kit/session'
import { Hono } from 'hono'
import type { Accounts } from '../accounts/store.ts'
import type { Applications } from '../applications/store.ts'
import { isReady } from '../connections/connection.ts'
import type { Connections } from '../connections/store.ts'
import { sessionConsoleRoutes } from './console-routes.tsx'
import { SignedInPage, SignedOutPage } from './page.tsx'

export interface SessionPorts {
  readonly sessions: Sessions
  readonly accounts: Accounts
  readonly applications: Applications
  readonly connections: Connections
}

export function sessionRoutes(of: SessionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/', async (web) => {
    const signedIn = await signedInPage(web, of)
    if (signedIn) return web.html(signedIn)
    const ready = (await of.connections.list()).filter(isReady)
    return web.html(<SignedOutPage ready={ready} signedOut={web.req.query('done') === 'signed-out'} />)
  })
  app.post('/sign-out', async (web) => {
    const everywhere = (await readForm(web)).text('everywhere') === 'yes'
    const session = await of.sessions.current(web)
    await of.sessions.close(web)
    if (everywhere && session) await of.sessions.closeAll(session.subject)
    return web.redirect('/?done=signed-out', 303)
  })
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
