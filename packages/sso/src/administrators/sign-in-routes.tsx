import { csrfToken, readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Administrator } from './administrator.ts'
import { CodePage } from './code-page.tsx'
import { checkPassword, limited } from './password.ts'
import { safeNext, secondFactorPath, signInPath, signOutPath } from './paths.ts'
import type { ConsoleAccess } from './ports.ts'
import { placeOf } from './sessions.ts'
import { SignInPage } from './sign-in-page.tsx'
import { signedInAs } from './signed-in-already.tsx'

export function signInRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  app.get(signInPath, async (web) => {
    const next = safeNext(web.req.query('next') ?? '')
    return web.html(<SignInPage csrf={csrfToken(web)} next={next} already={await signedInAs(web, of)} />)
  })
  app.post(signInPath, async (web) => {
    const form = await readForm(web)
    const next = safeNext(form.text('next'))
    const userName = form.text('userName')
    const judged = await checkPassword(web, of, { userName, password: form.text('password') })
    if (typeof judged === 'string') {
      const shown = {
        csrf: csrfToken(web),
        next,
        userName,
        already: await signedInAs(web, of),
        error: judged,
      }
      return web.html(<SignInPage {...shown} />, 400)
    }
    if (!judged.hasCode) return enter(web, of, judged, next)
    await of.halfSessions.open(web, { subject: judged.id })
    return web.redirect(`${secondFactorPath}?${new URLSearchParams({ next }).toString()}`, 303)
  })
  app.get(secondFactorPath, async (web) => {
    const half = await halfway(web, of)
    if (!half) return web.redirect(signInPath, 303)
    const next = safeNext(web.req.query('next') ?? '')
    return web.html(<CodePage csrf={csrfToken(web)} next={next} userName={half.userName} />)
  })
  app.post(secondFactorPath, async (web) => {
    const form = await readForm(web)
    const half = await halfway(web, of)
    if (!half) return web.redirect(signInPath, 303)
    const next = safeNext(form.text('next'))
    const judged = await checkCode(web, of, half, form.text('code'))
    if (typeof judged === 'string')
      return web.html(
        <CodePage csrf={csrfToken(web)} next={next} userName={half.userName} error={judged} />,
        400,
      )
    await of.halfSessions.close(web)
    return enter(web, of, half, next)
  })
  app.post(signOutPath, async (web) => {
    await readForm(web)
    await of.sessions.close(web)
    return web.redirect(signInPath, 303)
  })
  return app
}

/** Who typed the right password a moment ago in this browser. */
async function halfway(web: Web, of: ConsoleAccess): Promise<Administrator | undefined> {
  const half = await of.halfSessions.current(web)
  const found = half && (await of.administrators.find(half.subject))
  return found?.disabled ? undefined : found
}

export async function enter(web: Web, of: ConsoleAccess, { id }: { id: string }, next: string) {
  await of.sessions.open(web, { subject: id, facts: placeOf(web) })
  return web.redirect(next, 303)
}

/** The administrator, or the sentence that says why not. */
export function checkCode(web: Web, of: ConsoleAccess, who: Administrator, typed: string) {
  return limited(web, of.attempts, { kind: 'administrator code', account: who.id }, async () =>
    (await of.secondFactors.check(who.id, typed.slice(0, 40), web.var.now))
      ? who
      : 'Code is not one that counts now. Wait for the next, and check the clock of the telephone.',
  )
}
