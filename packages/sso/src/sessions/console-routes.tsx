import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { Button, type FieldError, Head, Row, Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Account } from '../accounts/account.ts'
import { accountProblem } from '../accounts/problems.ts'
import { freshProof } from '../administrators/proof.ts'
import { SessionsTable } from '../administrators/sessions-table.tsx'
import { Shell } from '../administrators/shell.tsx'
import { whoOf } from '../administrators/who.ts'
import { record } from '../audit/store.ts'
import { idleMinutes, type Lifetime, lifetimes, longestHours } from './lifetime.ts'
import { LifetimePage, type LifetimePageProps, lifetimePath } from './lifetime-page.tsx'
import type { SessionPorts } from './routes.tsx'

const ofPerson = '/admin/accounts/:id/sessions'
const current = '/admin/accounts'

/** In the console: where a person is signed in, and how long everybody stays so. */
export function sessionConsoleRoutes(of: SessionPorts): Hono<Env> {
  const app = new Hono<Env>()
  const required = async (web: Web) => {
    const id = web.req.param('id') ?? ''
    const account = await of.accounts.find(id)
    if (!account) throw accountProblem('account-missing', { id })
    return account
  }
  app.get(ofPerson, async (web) => showSessions(web, of, await required(web)))
  app.post(ofPerson, async (web) => {
    const form = await readForm(web)
    const account = await required(web)
    await of.sessions.closeOne(form.text('session'), account.id)
    await record(web.var.world.store, whoOf(web), {
      action: 'Session ended',
      subject: { kind: 'Account', id: account.id, name: account.displayName },
    })
    return web.redirect(`/admin/accounts/${account.id}/sessions?done=ended`, 303)
  })
  app.get(lifetimePath, freshProof, async (web) => {
    const kept = await lifetimes(web.var.world.store).get()
    return showLifetime(web, {
      idle: String(kept.idleMinutes),
      longest: String(kept.longestHours),
      errors: [],
    })
  })
  app.post(lifetimePath, freshProof, async (web) => {
    const form = await readForm(web)
    const read = readLifetime(form)
    if ('errors' in read) return showLifetime(web, read)
    await web.var.world.store.transaction(async (inside) => {
      const before = await lifetimes(inside).get()
      await lifetimes(inside).set(read)
      await record(inside, whoOf(web), {
        action: 'How long people stay signed in changed',
        subject: { kind: 'Settings', id: 'sessions', name: 'Sessions' },
        before: factsOf(before),
        after: factsOf(read),
      })
    })
    return web.redirect(`${lifetimePath}?done=saved`, 303)
  })
  return app
}

const factsOf = (of: Lifetime) => ({
  'Ends unused after, in minutes': of.idleMinutes,
  'Ends in any case after, in hours': of.longestHours,
})

type Typed = Pick<LifetimePageProps, 'idle' | 'longest' | 'errors'>

function readLifetime(form: Form): Lifetime | Typed {
  const [idle, longest] = [form.text('idle').trim(), form.text('longest').trim()]
  const errors: FieldError[] = []
  if (!isWithin(idle, idleMinutes)) errors.push({ id: 'idle', message: sentence('minutes', idleMinutes) })
  if (!isWithin(longest, longestHours))
    errors.push({ id: 'longest', message: sentence('hours', longestHours) })
  if (errors.length === 0 && Number(idle) > Number(longest) * 60)
    errors.push({ id: 'idle', message: 'Enter no more minutes than the hours below have.' })
  if (errors.length > 0) return { idle: idle.slice(0, 20), longest: longest.slice(0, 20), errors }
  return { idleMinutes: Number(idle), longestHours: Number(longest) }
}

interface Bounds {
  readonly least: number
  readonly most: number
}
const isWithin = (text: string, { least, most }: Bounds) =>
  /^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most
const sentence = (unit: string, { least, most }: Bounds) =>
  `Enter a number of ${unit} from ${least} to ${most}.`

function showLifetime(web: Web, typed: Typed) {
  return web.html(
    <Shell web={web} title="How long people stay signed in" current={current}>
      <LifetimePage csrf={csrfToken(web)} {...typed} />
      {web.req.query('done') === 'saved' && <Toast>Changes are saved.</Toast>}
    </Shell>,
    typed.errors.length > 0 ? 400 : 200,
  )
}

async function showSessions(web: Web, of: SessionPorts, account: Account) {
  const path = `/admin/accounts/${account.id}`
  return web.html(
    <Shell web={web} title={`Sessions of ${account.displayName}`} current={current}>
      <Head
        crumbs={[
          { label: 'Accounts', href: current },
          { label: account.displayName, href: path },
        ]}
        title={`Sessions of ${account.displayName}`}
        lead="At this service. Who is inside an application already stays there until that session ends."
      />
      <SessionsTable
        sessions={await of.sessions.list(account.id, web.var.now)}
        action={`${path}/sessions`}
        csrf={csrfToken(web)}
        none="Not signed in anywhere"
      />
      <Row>
        <Button href={lifetimePath}>How long people stay signed in</Button>
      </Row>
      {web.req.query('done') === 'ended' && <Toast>The session is ended.</Toast>}
    </Shell>,
  )
}
