import { csrfToken, readForm } from '@postern/kit/form'
import { type FieldError, Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import type { Sessions } from '@postern/kit/session'
import { Problem } from '@postern/saml'
import { Hono } from 'hono'
import type { Decision } from '../accounts/decision.ts'
import { decisionId } from '../accounts/decision.ts'
import { decisions, pageSize } from '../accounts/decisions.ts'
import { ledger } from '../accounts/ledger.ts'
import { freshProof } from '../administrators/proof.ts'
import { requireRole } from '../administrators/roles.ts'
import { Shell } from '../administrators/shell.tsx'
import { whoOf } from '../administrators/who.ts'
import type { Applications } from '../applications/store.ts'
import type { Connections } from '../connections/store.ts'
import { connect } from '../connectors/connect.ts'
import type { ApplicationAccount } from '../connectors/connector.ts'
import { DecisionPage, titleOf } from './decision-page.tsx'
import { DecisionsPage } from './list-page.tsx'
import { type Candidate, candidate, giveName, keepRefused, nameFault, tie } from './settle.ts'
import { TiePage } from './tie-page.tsx'
import { section } from './words.ts'

export interface DecisionPorts {
  readonly applications: Applications
  readonly connections: Connections
  /** Person sessions, whose subject is the account. */
  readonly sessions: Sessions
}

const current = '/admin/accounts'

/** *Decisions*: below *Accounts*, and registered before its pages of one account. */
export function decisionRoutes(of: DecisionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get(section, async (web) => {
    const open = web.req.query('show') !== 'decided'
    const before = cursorOf(web.req.query('before') ?? '')
    const known = decisions(web.var.world.store)
    const [found, waiting, all] = await Promise.all([
      known.list({ open, before }),
      known.waiting(),
      of.connections.names(),
    ])
    const names = new Map(all.map(({ id, name }) => [id, name]))
    const shown = found.slice(0, pageSize)
    const last = found.length > pageSize ? shown.at(-1) : undefined
    return web.html(
      <Shell web={web} title="Decisions" current={current}>
        <DecisionsPage
          decisions={shown}
          open={open}
          waiting={waiting}
          connectionName={({ connectionId }) => names.get(connectionId) ?? 'Deleted connection'}
          later={last && `${section}?show=${open ? 'open' : 'decided'}&before=${last.lastAt}-${last.id}`}
        />
        {web.req.query('done') && <Toast>{confirmations[web.req.query('done') ?? ''] ?? 'Decided.'}</Toast>}
      </Shell>,
    )
  })
  app.get(`${section}/:id`, async (web) => page(web, of, await found(web), {}, []))
  app.get(`${section}/:id/tie`, freshProof, async (web) => {
    const decision = await found(web)
    const asked = await askedAccount(web, of, decision)
    if ('error' in asked) return page(web, of, decision, { account: asked.typed }, [asked.error])
    return tiePage(web, of, decision, asked.candidate, undefined)
  })
  app.post(`${section}/:id/tie`, freshProof, async (web) => {
    const decision = await found(web)
    const form = await readForm(web)
    const asked = await askedAccount(web, of, decision)
    if ('error' in asked) return page(web, of, decision, { account: asked.typed }, [asked.error])
    const to = asked.candidate
    // An administrator's rights are given by whoever may say who administers, and by typing whose they are.
    if (to.administrator) {
      requireRole(web.var.administrator?.role, 'owner')
      if (form.text('confirm').trim().toLowerCase() !== to.account.userName.toLowerCase())
        return tiePage(web, of, decision, to, `Type ${to.account.userName} to confirm.`)
    }
    await tie(await settling(web, of, decision), to)
    if (to.holder) await of.sessions.closeAll(to.holder.id)
    return web.redirect(`${section}?done=tied`, 303)
  })
  app.post(`${section}/:id/new-name`, freshProof, async (web) => {
    const decision = await found(web)
    const newName = (await readForm(web)).text('newName').trim()
    const connection = await of.connections.require(decision.connectionId)
    const fault = nameFault(newName, connection) ?? (await inUse(web, of, decision, newName))
    if (fault) return page(web, of, decision, { newName }, [{ id: 'newName', message: fault }])
    await giveName(await settling(web, of, decision), newName)
    return web.redirect(`${section}?done=named`, 303)
  })
  app.post(`${section}/:id/refuse`, async (web) => {
    const decision = await found(web)
    await readForm(web)
    await keepRefused(await settling(web, of, decision))
    return web.redirect(`${section}?done=refused`, 303)
  })
  return app
}

const confirmations: Readonly<Record<string, string>> = {
  tied: 'Decided. The next sign-in of this person goes through.',
  named: 'Decided. The account is made when this person signs in next.',
  refused: 'The person stays refused.',
}

const found = (web: Web) => decisions(web.var.world.store).require(web.req.param('id') ?? '')

function cursorOf(text: string): Pick<Decision, 'lastAt' | 'id'> | undefined {
  const [, at, id] = /^(\d{1,15})-([0-9a-f]{1,64})$/.exec(text) ?? []
  return at && id ? { lastAt: Number(at), id: decisionId(id) } : undefined
}

async function connectorOf(web: Web, of: DecisionPorts, decision: Decision) {
  const { world } = web.var
  const application = await of.applications.require(decision.applicationId)
  return { application, connector: await connect({ world, applications: of.applications, application }) }
}

async function settling(web: Web, of: DecisionPorts, decision: Decision) {
  const connection = await of.connections.require(decision.connectionId)
  return { world: web.var.world, who: whoOf(web), decision, connection }
}

type Asked = { readonly candidate: Candidate } | { readonly typed: string; readonly error: FieldError }

/** The account that was named, as it is now; an error for its field where nobody can be tied to it. */
async function askedAccount(web: Web, of: DecisionPorts, decision: Decision): Promise<Asked> {
  const typed = (web.req.query('account') ?? '').trim().slice(0, 255)
  const wrong = (message: string): Asked => ({ typed, error: { id: 'account', message } })
  if (typed === '') return wrong('Enter the User name of the account in Account.')
  const { application, connector } = await connectorOf(web, of, decision)
  const asked = await candidate(web.var.world, connector, decision, typed)
  if (!asked) return wrong(`${application.name} has no account called ${typed}. Correct Account.`)
  if (!asked.account.active)
    return wrong(
      `${typed} is not active in ${application.name}. Activate it there first, or name another Account.`,
    )
  return { candidate: asked }
}

async function inUse(
  web: Web,
  of: DecisionPorts,
  decision: Decision,
  name: string,
): Promise<string | undefined> {
  const { application, connector } = await connectorOf(web, of, decision)
  const there = await connector.findAccount(name)
  return (
    there &&
    `${application.name} has an account called ${there.userName}. Enter another User name, or tie the person to it above.`
  )
}

async function tiePage(
  web: Web,
  of: DecisionPorts,
  decision: Decision,
  to: Candidate,
  error: string | undefined,
) {
  const application = await of.applications.require(decision.applicationId)
  return web.html(
    <Shell web={web} title={`Tie ${decision.displayName}`} current={current}>
      <TiePage
        decision={decision}
        candidate={to}
        applicationName={application.name}
        csrf={csrfToken(web)}
        error={error}
      />
    </Shell>,
    error ? 400 : 200,
  )
}

async function page(
  web: Web,
  of: DecisionPorts,
  decision: Decision,
  typed: { readonly account?: string; readonly newName?: string },
  errors: readonly FieldError[],
) {
  const [application, connection, names] = await Promise.all([
    of.applications.find(decision.applicationId),
    of.connections.find(decision.connectionId),
    ledger(web.var.world.store).of(decision),
  ])
  return web.html(
    <Shell web={web} title={titleOf(decision)} current={current}>
      <DecisionPage
        decision={decision}
        applicationName={application?.name ?? 'Removed application'}
        connectionName={connection?.name ?? 'Deleted connection'}
        names={names}
        candidate={await candidateOf(web, of, decision)}
        namesakes={await namesakesOf(web, of, decision)}
        csrf={csrfToken(web)}
        typed={{ account: typed.account ?? decision.accountName, newName: typed.newName ?? '' }}
        errors={errors}
      />
    </Shell>,
    errors.length > 0 ? 400 : 200,
  )
}

/** Accounts of the address, where they are several: to choose from. */
async function namesakesOf(
  web: Web,
  of: DecisionPorts,
  decision: Decision,
): Promise<readonly ApplicationAccount[]> {
  if (decision.state === 'tied' || decision.collision !== 'account-several') return []
  try {
    const { connector } = await connectorOf(web, of, decision)
    return await connector.findByAddress(decision.emailAddress ?? '')
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    return []
  }
}

/** That the application is away keeps no page from being read. */
async function candidateOf(web: Web, of: DecisionPorts, decision: Decision) {
  if (decision.state === 'tied' || decision.accountName === '') return undefined
  try {
    const { connector } = await connectorOf(web, of, decision)
    return await candidate(web.var.world, connector, decision, decision.accountName)
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    return 'unasked' as const
  }
}
