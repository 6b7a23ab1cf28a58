import { csrfToken, readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import type { Sessions } from '@postern/kit/session'
import { Hono } from 'hono'
import type { Accounts } from '../accounts/store.ts'
import type { Applications } from '../applications/store.ts'
import { isReady } from '../connections/connection.ts'
import type { Connections } from '../connections/store.ts'
import { SignedInPage, SignedOutPage } from './page.tsx'

interface Ports {
  readonly sessions: Sessions
  readonly accounts: Accounts
  readonly applications: Applications
  readonly connections: Connections
}

export function sessionRoutes(of: Ports): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/', async (web) => {
    const signedIn = await signedInPage(web, of)
    if (signedIn) return web.html(signedIn)
    const ready = (await of.connections.list()).filter(isReady)
    return web.html(<SignedOutPage ready={ready} signedOut={web.req.query('done') === 'signed-out'} />)
  })
  app.post('/sign-out', async (web) => {
    await readForm(web)
    await of.sessions.close(web)
    return web.redirect('/?done=signed-out', 303)
  })
  return app
}

async function signedInPage(web: Web, of: Ports) {
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
      csrf={csrfToken(web)}
    />
  )
}
