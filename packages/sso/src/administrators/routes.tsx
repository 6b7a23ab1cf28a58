import type { Attempts } from '@postern/kit/attempts'
import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { clientAddress, type Env, type Web } from '@postern/kit/http'
import { verifyPassword } from '@postern/kit/password'
import { Hono } from 'hono'
import type { Administrator } from './administrator.ts'
import { safeNext, signInPath } from './guard.ts'
import type { AdministratorSessions } from './sessions.ts'
import { SignInPage } from './sign-in-page.tsx'
import { type Administrators, userKey } from './store.ts'

interface Ports {
  readonly administrators: Administrators
  readonly sessions: AdministratorSessions
  readonly attempts: Attempts
}

export function administratorRoutes(of: Ports): Hono<Env> {
  const app = new Hono<Env>()
  app.get(signInPath, (web) =>
    web.html(<SignInPage csrf={csrfToken(web)} next={safeNext(web.req.query('next') ?? '')} />),
  )
  app.post(signInPath, async (web) => {
    const form = await readForm(web)
    const next = safeNext(form.text('next'))
    const judged = await signIn(web, form, of)
    if (typeof judged === 'string') {
      const userName = form.text('userName')
      return web.html(
        <SignInPage csrf={csrfToken(web)} next={next} userName={userName} error={judged} />,
        400,
      )
    }
    await of.sessions.open(web, { subject: judged.id })
    return web.redirect(next, 303)
  })
  app.post('/admin/sign-out', async (web) => {
    await readForm(web)
    await of.sessions.close(web)
    return web.redirect(signInPath, 303)
  })
  return app
}

/** The administrator, or the sentence that says why not; it never tells whether the user name exists. */
async function signIn(web: Web, form: Form, of: Ports): Promise<Administrator | string> {
  const { now } = web.var
  const userName = form.text('userName').slice(0, 200)
  const keys = [`administrator ${userKey(userName)}`, `administrator from ${clientAddress(web)}`]
  for (const key of keys) {
    const until = await of.attempts.waitUntil(key, now)
    if (until) return `Too many attempts failed. Wait ${minutes(until - now)}, then sign in again.`
  }
  const found = await of.administrators.findByUserName(userName)
  if (await verifyPassword(found?.passwordHash, form.text('password').slice(0, 200))) {
    for (const key of keys) await of.attempts.succeeded(key)
    if (found) return found.administrator
  }
  for (const key of keys) await of.attempts.failed(key, now)
  return 'User name or password is not correct. Check both and sign in again.'
}

function minutes(milliseconds: number): string {
  const count = Math.ceil(milliseconds / 60_000)
  return count === 1 ? 'one minute' : `${count} minutes`
}
