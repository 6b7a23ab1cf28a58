import { csrfToken, readForm } from '@postern/kit/form'
import { Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import type { Sessions } from '@postern/kit/session'
import { Hono } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { Shell } from '../administrators/shell.tsx'
import { whoOf } from '../administrators/who.ts'
import type { Applications } from '../applications/store.ts'
import { record } from '../audit/store.ts'
import type { Connections } from '../connections/store.ts'
import { type Account, accountId } from './account.ts'
import { AccountPage, RemovePage } from './account-page.tsx'
import { decisions } from './decisions.ts'
import { ledger } from './ledger.ts'
import { type AccountRow, ListPage, pageSize } from './list-page.tsx'
import { accountProblem } from './problems.ts'
import { type Accounts, accounts, type KeptAccount } from './store.ts'

const section = '/admin/accounts'

interface Ports {
  readonly accounts: Accounts
  readonly applications: Applications
  readonly connections: Connections
  /** Person sessions, whose subject is the account. */
  readonly sessions: Sessions
}

/** Console pages of who came through here. That an administrator is signed in is judged before them. */
export function accountRoutes(of: Ports): Hono<Env> {
  const app = new Hono<Env>()
  app.get(section, (web) => list(web, of))
  app.get(`${section}/:id`, async (web) => {
    const shown = await row(of, web.req.param('id'))
    const { account } = shown
    return web.html(
      <Shell web={web} title={account.displayName} current={section}>
        <AccountPage
          {...shown}
          names={await ledger(web.var.world.store).of(account)}
          sessions={await of.sessions.count(account.id, web.var.now)}
          csrf={csrfToken(web)}
        />
        {web.req.query('done') === 'ended' && <Toast>The sessions of {account.displayName} are ended.</Toast>}
      </Shell>,
    )
  })
  app.post(`${section}/:id/end-sessions`, async (web) => {
    await readForm(web)
    const { account } = await row(of, web.req.param('id'))
    await of.sessions.closeAll(account.id)
    await record(web.var.world.store, whoOf(web), {
      action: 'Sessions ended',
      subject: { kind: 'Account', id: account.id, name: account.displayName },
    })
    return web.redirect(`${section}/${account.id}?done=ended`, 303)
  })
  app.get(`${section}/:id/remove`, freshProof, async (web) => {
    const shown = await row(of, web.req.param('id') ?? '')
    return web.html(
      <Shell web={web} title={`Remove the tie of ${shown.account.displayName}`} current={section}>
        <RemovePage {...shown} csrf={csrfToken(web)} />
      </Shell>,
    )
  })
  app.post(`${section}/:id/remove`, freshProof, async (web) => {
    await readForm(web)
    const { account, connectionName, applicationName } = await row(of, web.req.param('id') ?? '')
    await web.var.world.store.transaction(async (inside) => {
      await accounts(inside).remove(account.id)
      await record(inside, whoOf(web), {
        action: 'Tie removed',
        subject: { kind: 'Account', id: account.id, name: account.displayName },
        before: {
          'User name': account.userName,
          'Immutable id': account.subject,
          Connection: connectionName,
          Application: applicationName,
        },
      })
    })
    await of.sessions.closeAll(account.id)
    return web.redirect(`${section}?done=removed`, 303)
  })
  return app
}

async function list(web: Web, of: Ports) {
  const { store } = web.var.world
  const query = (web.req.query('q') ?? '').trim().slice(0, 100)
  const before = cursorOf(web.req.query('before') ?? '')
  const [found, waiting, name] = await Promise.all([
    of.accounts.list({ search: query, limit: pageSize + 1, before }),
    decisions(store).waiting(),
    naming(of),
  ])
  const formerly = found.length === 0 && query !== '' && !before
  const kept = formerly ? await of.accounts.ofSubjects(await ledger(store).whoWas(query, pageSize)) : found
  const rows = kept.slice(0, pageSize).map(name)
  const last = kept.length > pageSize ? rows.at(-1) : undefined
  return web.html(
    <Shell web={web} title="Accounts" current={section}>
      {web.req.query('done') === 'removed' && <Toast>The tie was removed.</Toast>}
      <ListPage
        rows={rows}
        query={query}
        later={last && laterHref(query, last.account)}
        waiting={waiting}
        formerly={formerly && rows.length > 0}
      />
    </Shell>,
  )
}

function laterHref(query: string, { createdAt, id }: Account): string {
  const parameters = new URLSearchParams({ ...(query ? { q: query } : {}), before: `${createdAt}-${id}` })
  return `${section}?${parameters.toString()}`
}

function cursorOf(text: string): Pick<Account, 'createdAt' | 'id'> | undefined {
  const [, at, id] = /^(\d{1,15})-([^-]{1,64})$/.exec(text) ?? []
  return at && id ? { createdAt: Number(at), id: accountId(id) } : undefined
}

async function row(of: Ports, id: string): Promise<AccountRow> {
  const kept = await of.accounts.findKept(id)
  if (!kept) throw accountProblem('account-missing', { id: id.slice(0, 64) })
  return (await naming(of))(kept)
}

/** Gives rows the names of their connection and application. */
async function naming(of: Ports): Promise<(kept: KeptAccount) => AccountRow> {
  const [connections, applications] = await Promise.all([of.connections.names(), of.applications.list()])
  const connectionNames = new Map(connections.map(({ id, name }) => [id, name]))
  const applicationNames = new Map(applications.map(({ id, name }) => [id, name]))
  return (kept) => ({
    ...kept,
    connectionName: connectionNames.get(kept.account.connectionId) ?? 'Deleted connection',
    applicationName: applicationNames.get(kept.account.applicationId) ?? 'Removed application',
  })
}
