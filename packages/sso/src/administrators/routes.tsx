import { csrfToken, readForm } from '@postern/kit/form'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { checkPassword, type PasswordPorts } from './password.ts'
import { safeNext, signInPath, signOutPath } from './paths.ts'
import { proofRoutes } from './proof-routes.tsx'
import type { AdministratorSessions } from './sessions.ts'
import { SignInPage } from './sign-in-page.tsx'

export function administratorRoutes(
  of: PasswordPorts & { readonly sessions: AdministratorSessions },
): Hono<Env> {
  const app = new Hono<Env>()
  app.get(signInPath, (web) =>
    web.html(<SignInPage csrf={csrfToken(web)} next={safeNext(web.req.query('next') ?? '')} />),
  )
  app.post(signInPath, async (web) => {
    const form = await readForm(web)
    const next = safeNext(form.text('next'))
    const userName = form.text('userName')
    const judged = await checkPassword(web, of, { userName, password: form.text('password') })
    if (typeof judged === 'string') {
      const shown = { csrf: csrfToken(web), next, userName, error: judged }
      return web.html(<SignInPage {...shown} />, 400)
    }
    await of.sessions.open(web, { subject: judged.id })
    return web.redirect(next, 303)
  })
  app.post(signOutPath, async (web) => {
    await readForm(web)
    await of.sessions.close(web)
    return web.redirect(signInPath, 303)
  })
  app.route('/', proofRoutes(of))
  return app
}
