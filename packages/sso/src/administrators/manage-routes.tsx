import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { type FieldError, Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { record } from '../audit/store.ts'
import { type Role, roles, roleWords } from './administrator.ts'
import { type Invitation, invitations, mostInvitations } from './invitations.ts'
import { InvitePage, LinkPage } from './invite-page.tsx'
import { ListPage } from './list-page.tsx'
import { administratorsPath, invitationPath } from './paths.ts'
import type { ConsoleAccess } from './ports.ts'
import { administratorProblem } from './problems.ts'
import { freshProof } from './proof.ts'
import { ownersOnly } from './roles.ts'
import { Shell } from './shell.tsx'
import { administrators, mostAdministrators } from './store.ts'
import { whoOf } from './who.ts'

const invite = `${administratorsPath}/invite`

/** Who is an administrator, and links for new ones. */
export function manageRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  app.get(administratorsPath, (web) => showList(web, of))
  app.get(invite, ownersOnly, freshProof, (web) => showInvite(web, { userName: '', role: '' }, []))
  app.post(invite, ownersOnly, freshProof, async (web) => {
    const typed = read(await readForm(web))
    const errors = await judge(of, typed)
    const { userName, role } = typed
    if (errors.length > 0 || role === '') return showInvite(web, typed, errors)
    return giveLink(web, {
      administrator: undefined,
      userName,
      role,
      madeBy: web.var.administrator?.userName ?? '',
    })
  })
  app.post(`${administratorsPath}/invitations/:key/withdraw`, ownersOnly, async (web) => {
    await readForm(web)
    await web.var.world.store.transaction(async (inside) => {
      const withdrawn = await invitations(inside).withdraw(web.req.param('key'))
      if (withdrawn)
        await record(inside, whoOf(web), { action: 'Invitation withdrawn', subject: subjectOf(withdrawn) })
    })
    return web.redirect(`${administratorsPath}?done=withdrawn`, 303)
  })
  return app
}

const done: Readonly<Record<string, string>> = {
  withdrawn: 'The link is withdrawn.',
  removed: 'The administrator is removed.',
}

async function showList(web: Web, of: ConsoleAccess) {
  const [known, invited] = await Promise.all([of.administrators.list(), of.invitations.list(web.var.now)])
  const says = done[web.req.query('done') ?? '']
  return web.html(
    <Shell web={web} title="Administrators" current={administratorsPath}>
      <ListPage
        administrators={known}
        invitations={invited}
        owner={web.var.administrator?.role === 'owner'}
        csrf={csrfToken(web)}
      />
      {says && <Toast>{says}</Toast>}
    </Shell>,
  )
}

interface Typed {
  readonly userName: string
  readonly role: Role | ''
}

const read = (form: Form): Typed => ({
  userName: form.text('userName').trim(),
  role: roles.find((one) => one === form.text('role')) ?? '',
})

async function judge(of: ConsoleAccess, { userName, role }: Typed): Promise<readonly FieldError[]> {
  const errors: FieldError[] = []
  if (!/^[\p{L}\p{N}][\p{L}\p{N}.@_+-]{0,99}$/u.test(userName)) {
    const message = 'Enter a user name of letters, digits and . @ _ + -, beginning with a letter or digit.'
    errors.push({ id: 'userName', message })
  } else if (await of.administrators.findByUserName(userName)) {
    errors.push({
      id: 'userName',
      message: `${userName} is an administrator already. Enter another user name.`,
    })
  }
  if (role === '') errors.push({ id: 'role', message: 'Choose a role.' })
  return errors
}

function showInvite(web: Web, typed: Typed, errors: readonly FieldError[]) {
  return web.html(
    <Shell web={web} title="Invite administrator" current={administratorsPath}>
      <InvitePage csrf={csrfToken(web)} errors={errors} {...typed} />
    </Shell>,
    errors.length > 0 ? 400 : 200,
  )
}

const subjectOf = (of: Pick<Invitation, 'administrator' | 'userName'>) => ({
  kind: 'Administrator',
  id: of.administrator ?? of.userName,
  name: of.userName,
})

/** Makes a link and shows it, this once. */
export async function giveLink(web: Web, of: Parameters<ReturnType<typeof invitations>['make']>[1]) {
  const { store, settings } = web.var.world
  const made = await store.transaction(async (inside) => {
    const kept = invitations(inside)
    const [there, invited] = [await administrators(inside).list(), await kept.list(web.var.now)]
    if (invited.length >= mostInvitations || there.length + invited.length >= mostAdministrators)
      throw administratorProblem('administrators-full', { most: mostAdministrators })
    const token = await kept.make(web.var.world, of)
    const action = of.administrator ? 'Link for a new password made' : 'Administrator invited'
    await record(inside, whoOf(web), {
      action,
      subject: subjectOf(of),
      after: { Role: roleWords[of.role].label },
    })
    return { token, until: (await kept.find(token, web.var.now))?.expiresAt ?? web.var.now }
  })
  const link = new URL(`${invitationPath}?token=${made.token}`, settings.publicUrl).href
  return web.html(
    <Shell web={web} title={`The link for ${of.userName}`} current={administratorsPath}>
      <LinkPage userName={of.userName} link={link} until={made.until} />
    </Shell>,
  )
}
