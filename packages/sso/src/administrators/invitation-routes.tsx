import { csrfToken, readForm } from '@postern/kit/form'
import { Button, Csrf, Door, ErrorSummary, type FieldError, Stack } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { hashPassword } from '@postern/kit/password'
import type { Store } from '@postern/kit/store'
import { Hono } from 'hono'
import { record } from '../audit/store.ts'
import { administratorId, roleWords } from './administrator.ts'
import { type Invitation, invitations } from './invitations.ts'
import { NewPassword, readNewPassword } from './new-password.tsx'
import { invitationPath } from './paths.ts'
import type { ConsoleAccess } from './ports.ts'
import { administratorProblem } from './problems.ts'
import { secondFactors } from './second-factor.ts'
import { enter } from './second-step.tsx'
import { SignedInAlready, signedInAs } from './signed-in-already.tsx'
import { administrators } from './store.ts'
import { whoOf } from './who.ts'

/** In the query, which is not logged as paths are. */
const tokenOf = (web: Web) => web.req.query('token') ?? ''

/** The page behind a link: the password, chosen by whom it is for. */
export function invitationRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  const required = async (web: Web) => {
    const found = await of.invitations.find(tokenOf(web), web.var.now)
    if (!found) throw administratorProblem('invitation-over', {})
    return found
  }
  app.get(invitationPath, async (web) => page(web, of, await required(web), []))
  app.post(invitationPath, async (web) => {
    const form = await readForm(web)
    const invitation = await required(web)
    const { password, errors } = readNewPassword(form, invitation.userName)
    if (errors.length > 0) return page(web, of, invitation, errors)
    const hash = await hashPassword(password)
    const id = await web.var.world.store.transaction((inside) => accept(web, inside, hash))
    await of.sessions.closeAll(id)
    return enter(web, of, { id }, '/admin/profile')
  })
  return app
}

/** Takes the link and makes the administrator, or gives the one that there is a new password and no second factor. */
async function accept(web: Web, inside: Store, passwordHash: string) {
  const { now, world } = web.var
  const invitation = await invitations(inside).take(tokenOf(web), now)
  if (!invitation) throw administratorProblem('invitation-over', {})
  const { userName, role, administrator } = invitation
  const id = administrator ?? administratorId(world.random(12).toString('hex'))
  if (administrator) {
    await administrators(inside).require(administrator)
    await administrators(inside).setPassword(administrator, passwordHash)
    await secondFactors(inside, world.seal).clear(administrator)
  } else {
    const made = { id, userName, role, disabled: false, createdAt: now }
    if (!(await administrators(inside).create(made, passwordHash)))
      throw administratorProblem('invitation-over', {})
  }
  await record(
    inside,
    { ...whoOf(web), id, name: userName },
    {
      action: administrator ? 'New password set by a link' : 'Invitation accepted',
      subject: { kind: 'Administrator', id, name: userName },
      ...(administrator ? {} : { after: { Role: roleWords[role].label } }),
    },
  )
  return id
}

async function page(
  web: Web,
  of: ConsoleAccess,
  { userName, role, administrator }: Invitation,
  errors: readonly FieldError[],
) {
  return web.html(
    <Door
      server="sso"
      brand="Postern"
      title={administrator ? 'Choose a new password' : 'Welcome to Postern'}
      under={`${userName}, ${roleWords[role].label}`}
      foot="The link works once. Afterwards you sign in with your user name and this password."
    >
      <SignedInAlready userName={await signedInAs(web, of)} />
      <form method="post">
        <Stack>
          <ErrorSummary errors={errors} />
          <Csrf token={csrfToken(web)} />
          <NewPassword errors={errors} />
          <Button kind="primary" full>
            Set password and sign in
          </Button>
        </Stack>
      </form>
    </Door>,
    errors.length > 0 ? 400 : 200,
  )
}
