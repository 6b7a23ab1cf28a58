import { csrfToken, readForm } from '@postern/kit/form'
import { type FieldError, Lose, Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import type { Store } from '@postern/kit/store'
import { Hono } from 'hono'
import { record } from '../audit/store.ts'
import { type Administrator, type Role, roles, roleWords } from './administrator.ts'
import { giveLink } from './manage-routes.tsx'
import { OnePage, pathOf } from './one-page.tsx'
import { subjectOf } from './own.ts'
import { administratorsPath } from './paths.ts'
import type { ConsoleAccess } from './ports.ts'
import { freshProof } from './proof.ts'
import { ownersOnly } from './roles.ts'
import { secondFactors } from './second-factor.ts'
import { Shell } from './shell.tsx'
import { administrators } from './store.ts'
import { whoOf } from './who.ts'

const one = `${administratorsPath}/:id`

/** One administrator; what owners do with the account. */
export function oneRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  const required = (web: Web) => of.administrators.require(web.req.param('id') ?? '')
  app.get(one, async (web) => showOne(web, of, await required(web)))
  app.post(one, ownersOnly, freshProof, async (web) => {
    const form = await readForm(web)
    const about = await required(web)
    const role = roles.find((known) => known === form.text('role')) ?? ''
    if (role === '')
      return showOne(web, of, about, { role, errors: [{ id: 'role', message: 'Choose a role.' }] })
    await changed(web, about, (inside) => administrators(inside).change(about.id, { role }), {
      action: 'Role changed',
      before: { Role: roleWords[about.role].label },
      after: { Role: roleWords[role].label },
    })
    return web.redirect(`${pathOf(about)}?done=role`, 303)
  })
  for (const disabled of [true, false]) {
    app.post(`${one}/${disabled ? 'disable' : 'enable'}`, ownersOnly, freshProof, async (web) => {
      await readForm(web)
      const about = await required(web)
      await changed(web, about, (inside) => administrators(inside).change(about.id, { disabled }), {
        action: disabled ? 'Administrator disabled' : 'Administrator enabled',
      })
      if (disabled) await of.sessions.closeAll(about.id)
      return web.redirect(`${pathOf(about)}?done=${disabled ? 'disabled' : 'enabled'}`, 303)
    })
  }
  app.post(`${one}/sessions`, ownersOnly, async (web) => {
    const form = await readForm(web)
    const about = await required(web)
    await of.sessions.closeOne(form.text('session'), about.id)
    await record(web.var.world.store, whoOf(web), { action: 'Session ended', subject: subjectOf(about) })
    return web.redirect(`${pathOf(about)}?done=ended`, 303)
  })
  app.get(`${one}/link`, ownersOnly, freshProof, async (web) => askLink(web, await required(web)))
  app.post(`${one}/link`, ownersOnly, freshProof, async (web) => {
    await readForm(web)
    const about = await required(web)
    const madeBy = web.var.administrator?.userName ?? ''
    return giveLink(web, { administrator: about.id, userName: about.userName, role: about.role, madeBy })
  })
  app.get(`${one}/remove`, ownersOnly, freshProof, async (web) => askRemove(web, await required(web)))
  app.post(`${one}/remove`, ownersOnly, freshProof, async (web) => {
    const form = await readForm(web)
    const about = await required(web)
    if (form.text('confirm').trim() !== about.userName)
      return askRemove(web, about, `Type ${about.userName} exactly as it stands above.`)
    await changed(web, about, (inside) => remove(web, inside, about), { action: 'Administrator removed' })
    await of.sessions.closeAll(about.id)
    return web.redirect(`${administratorsPath}?done=removed`, 303)
  })
  return app
}

async function remove(web: Web, inside: Store, { id }: Administrator): Promise<void> {
  await secondFactors(inside, web.var.world.seal).clear(id)
  await administrators(inside).remove(id)
}

/** A change and its entry in the log, or neither. */
function changed(
  web: Web,
  about: Administrator,
  work: (inside: Store) => Promise<void>,
  says: Omit<Parameters<typeof record>[2], 'subject'>,
): Promise<void> {
  return web.var.world.store.transaction(async (inside) => {
    await work(inside)
    await record(inside, whoOf(web), { ...says, subject: subjectOf(about) })
  })
}

const done: Readonly<Record<string, string>> = {
  role: 'The role is changed.',
  disabled: 'The account is disabled and signed out everywhere.',
  enabled: 'The account is enabled.',
  ended: 'The session is ended.',
}

async function showOne(
  web: Web,
  of: ConsoleAccess,
  about: Administrator,
  typed: { role: Role | ''; errors: readonly FieldError[] } = { role: about.role, errors: [] },
) {
  const says = done[web.req.query('done') ?? '']
  return web.html(
    <Shell web={web} title={about.userName} current={administratorsPath}>
      <OnePage
        of={about}
        sessions={await of.sessions.list(about.id, web.var.now)}
        owner={web.var.administrator?.role === 'owner'}
        csrf={csrfToken(web)}
        {...typed}
      />
      {says && <Toast>{says}</Toast>}
    </Shell>,
    typed.errors.length > 0 ? 400 : 200,
  )
}

function askLink(web: Web, about: Administrator) {
  const { userName } = about
  return web.html(
    <Shell web={web} title={`A new link for ${userName}`} current={administratorsPath}>
      <Lose
        title={`Make a new link for ${userName}?`}
        lead="The account stays as it is until the link is used. Then:"
        lost={[
          'The password is replaced.',
          'Authenticator app, passkeys and recovery codes stop working.',
          'Every session ends.',
        ]}
        action={pathOf(about, 'link')}
        csrf={csrfToken(web)}
        button="Make the link"
        keep={{ href: pathOf(about), label: 'Cancel' }}
      />
    </Shell>,
  )
}

function askRemove(web: Web, about: Administrator, error?: string) {
  const { userName } = about
  return web.html(
    <Shell web={web} title={`Remove ${userName}`} current={administratorsPath}>
      <Lose
        title={`Remove ${userName}?`}
        lead="This cannot be undone."
        lost={[
          'The account, its password and its second factor are gone.',
          'Every session of it ends.',
          'What it changed stays in the audit log.',
        ]}
        action={pathOf(about, 'remove')}
        csrf={csrfToken(web)}
        button={`Remove ${userName}`}
        keep={{ href: pathOf(about), label: `Keep ${userName}` }}
        confirm={userName}
        error={error}
      />
    </Shell>,
    error ? 400 : 200,
  )
}
