import { csrfToken, readForm } from '@postern/kit/form'
import { Toast } from '@postern/kit/html'
import type { Env } from '@postern/kit/http'
import type { Sessions } from '@postern/kit/session'
import { Hono } from 'hono'
import { Shell } from '../administrators/shell.tsx'
import type { Applications } from '../applications/store.ts'
import type { Connections } from '../connections/store.ts'
import { AccountPage, RemovePage } from './account-page.tsx'
import { type AccountRow, ListPage, mostShown } from './list-page.tsx'
import { accountProblem } from './problems.ts'
import type { Accounts, KeptAccount } from './store.ts'

const section = '/admin/accounts'

/** Console pages of who came through here. That an administrator is signed in is judged before them. */
export function accountRoutes(of: {
  readonly accounts: Accounts
  readonly applications: Applications
  readonly connections: Connections
  /** Person sessions, whose subject is the account. */
  readonly sessions: Sessions
}): Hono<Env> {
  const app = new Hono<Env>()
  const row = async (id: string): Promise<AccountRow> => {
    const kept = await of.accounts.findKept(id)
    if (!kept) throw accountProblem('account-missing', { id })
    const connection = await of.connections.find(kept.account.connectionId)
    const application = await of.applications.find(kept.account.applicationId)
    return named(kept, connection?.name, application?.name)
  }
  app.get(section, async (web) => {
    const query = (web.req.query('q') ?? '').slice(0, 100)
    const [kept, connections, applications] = await Promise.all([
      of.accounts.list({ search: query, limit: mostShown + 1 }),
      of.connections.list(),
      of.applications.list(),
    ])
    const connectionNames = new Map(connections.map(({ id, name }) => [id, name]))
    const applicationNames = new Map(applications.map(({ id, name }) => [id, name]))
    const rows = kept.map((one) => {
      const { connectionId, applicationId } = one.account
      return named(one, connectionNames.get(connectionId), applicationNames.get(applicationId))
    })
    return web.html(
      <Shell web={web} title="Accounts" current={section}>
        {web.req.query('done') === 'removed' && <Toast>The tie was removed.</Toast>}
        <ListPage rows={rows} query={query} />
      </Shell>,
    )
  })
  app.get(`${section}/:id`, async (web) => {
    const shown = await row(web.req.param('id'))
    return web.html(
      <Shell web={web} title={shown.account.displayName} current={section}>
        <AccountPage {...shown} />
      </Shell>,
    )
  })
  app.get(`${section}/:id/remove`, async (web) => {
    const shown = await row(web.req.param('id'))
    return web.html(
      <Shell web={web} title={`Remove the tie of ${shown.account.displayName}`} current={section}>
        <RemovePage {...shown} csrf={csrfToken(web)} />
      </Shell>,
    )
  })
  app.post(`${section}/:id/remove`, async (web) => {
    await readForm(web)
    const { account } = await row(web.req.param('id'))
    await of.accounts.remove(account.id)
    await of.sessions.closeAll(account.id)
    return web.redirect(`${section}?done=removed`, 303)
  })
  return app
}

function named(
  kept: KeptAccount,
  connection: string | undefined,
  application: string | undefined,
): AccountRow {
  return {
    ...kept,
    connectionName: connection ?? 'Deleted connection',
    applicationName: application ?? 'Removed application',
  }
}
