import { csrfToken, readForm } from '@postern/kit/form'
import { type FieldError, Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { hashPassword } from '@postern/kit/password'
import { Hono } from 'hono'
import { record } from '../audit/store.ts'
import { appRoutes } from './app-routes.tsx'
import { readNewPassword } from './new-password.tsx'
import { ownAccount, subjectOf } from './own.ts'
import { passkeyRoutes } from './passkey-routes.tsx'
import { profilePath } from './paths.ts'
import type { ConsoleAccess } from './ports.ts'
import { ProfilePage } from './profile-page.tsx'
import { freshProof } from './proof.ts'
import { Shell } from './shell.tsx'
import { administrators } from './store.ts'
import { whoOf } from './who.ts'

const isAddress = (text: string) => /^[^\s@<>,;:"]{1,64}@[^\s@<>,;:"]{1,189}$/.test(text)

/** One's own account: what any administrator, of whatever role, may change. */
export function profileRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  app.get(profilePath, (web) => showProfile(web, of, []))
  app.post(`${profilePath}/email`, freshProof, async (web) => {
    const { administrator } = ownAccount(web)
    const email = (await readForm(web)).text('email').trim()
    const message = 'Enter one E-mail address, as in ann@contoso.example, or nothing.'
    if (email !== '' && !isAddress(email)) return showProfile(web, of, [{ id: 'email', message }], email)
    await web.var.world.store.transaction(async (inside) => {
      await administrators(inside).setEmail(administrator.id, email || undefined)
      await record(inside, whoOf(web), {
        action: 'E-mail address changed',
        subject: subjectOf(administrator),
        before: { 'E-mail address': administrator.email },
        after: { 'E-mail address': email },
      })
    })
    return web.redirect(`${profilePath}?done=email`, 303)
  })
  app.post(`${profilePath}/password`, freshProof, async (web) => {
    const { administrator, session } = ownAccount(web)
    const { password, errors } = readNewPassword(await readForm(web), administrator.userName)
    if (errors.length > 0) return showProfile(web, of, errors)
    const hash = await hashPassword(password)
    await web.var.world.store.transaction(async (inside) => {
      await administrators(inside).setPassword(administrator.id, hash)
      await record(inside, whoOf(web), { action: 'Password changed', subject: subjectOf(administrator) })
    })
    await of.sessions.closeOthers(session)
    return web.redirect(`${profilePath}?done=password`, 303)
  })
  app.post(`${profilePath}/sessions`, async (web) => {
    const form = await readForm(web)
    await of.sessions.closeOne(form.text('session'), ownAccount(web).administrator.id)
    return web.redirect(`${profilePath}?done=ended`, 303)
  })
  app.route('/', appRoutes(of))
  app.route('/', passkeyRoutes(of))
  return app
}

const done: Readonly<Record<string, string>> = {
  email: 'The e-mail address is saved.',
  password: 'The password is changed. Every other session is ended.',
  ended: 'The session is ended.',
  off: 'The authenticator app is turned off.',
  'passkey-added': 'The passkey is added. Every other session is ended.',
  'passkey-renamed': 'The passkey is renamed.',
  'passkey-removed': 'The passkey is removed. Every other session is ended.',
}

async function showProfile(web: Web, of: ConsoleAccess, errors: readonly FieldError[], email?: string) {
  const { administrator, session } = ownAccount(web)
  const [sessions, recoveryCodes, passkeys] = await Promise.all([
    of.sessions.list(administrator.id, web.var.now),
    of.secondFactors.countRecoveryCodes(administrator.id),
    of.passkeys.list(administrator.id),
  ])
  const says = done[web.req.query('done') ?? '']
  return web.html(
    <Shell web={web} title="Your account" current={profilePath}>
      <ProfilePage
        of={administrator}
        sessions={sessions}
        own={session.key}
        recoveryCodes={recoveryCodes}
        passkeys={passkeys}
        email={email ?? administrator.email ?? ''}
        errors={errors}
        csrf={csrfToken(web)}
      />
      {says && <Toast>{says}</Toast>}
    </Shell>,
    errors.length > 0 ? 400 : 200,
  )
}
