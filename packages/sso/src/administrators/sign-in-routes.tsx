import { readForm } from '@postern/kit/form'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { hasSecondFactor } from './administrator.ts'
import { showFirstStep } from './first-step.tsx'
import { passkeySignInRoutes } from './passkey-sign-in-routes.tsx'
import { checkPassword } from './password.ts'
import { safeNext, secondFactorPath, signInPath, signOutPath } from './paths.ts'
import type { ConsoleAccess } from './ports.ts'
import { checkCode, enter, halfway, showSecondStep } from './second-step.tsx'

export function signInRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  app.get(signInPath, (web) => showFirstStep(web, of, { next: safeNext(web.req.query('next') ?? '') }))
  app.post(signInPath, async (web) => {
    const form = await readForm(web)
    const next = safeNext(form.text('next'))
    const userName = form.text('userName')
    const judged = await checkPassword(web, of, { userName, password: form.text('password') })
    if (typeof judged === 'string') return showFirstStep(web, of, { next, userName, error: judged })
    if (!hasSecondFactor(judged)) return enter(web, of, judged, next)
    await of.halfSessions.open(web, { subject: judged.id })
    return web.redirect(`${secondFactorPath}?${new URLSearchParams({ next }).toString()}`, 303)
  })
  app.get(secondFactorPath, async (web) => {
    const half = await halfway(web, of)
    if (!half) return web.redirect(signInPath, 303)
    return showSecondStep(web, of, half.administrator, { next: safeNext(web.req.query('next') ?? '') })
  })
  app.post(secondFactorPath, async (web) => {
    const form = await readForm(web)
    const half = await halfway(web, of)
    if (!half) return web.redirect(signInPath, 303)
    const next = safeNext(form.text('next'))
    const judged = await checkCode(web, of, half.administrator, form.text('code'))
    if (typeof judged === 'string')
      return showSecondStep(web, of, half.administrator, { next, error: judged })
    await of.halfSessions.close(web)
    return enter(web, of, judged, next)
  })
  app.post(signOutPath, async (web) => {
    await readForm(web)
    await of.sessions.close(web)
    return web.redirect(signInPath, 303)
  })
  app.route('/', passkeySignInRoutes(of))
  return app
}
