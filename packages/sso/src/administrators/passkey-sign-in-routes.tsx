import { readForm } from '@postern/kit/form'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Ceremony } from '../passkeys/challenges.ts'
import { showFirstStep } from './first-step.tsx'
import { answerOptions, checkPasskey, signInCeremony } from './passkey-check.ts'
import { passkeySignInPath, safeNext, secondPasskeyPath, signInPath } from './paths.ts'
import type { ConsoleAccess } from './ports.ts'
import { enter, halfway, showSecondStep } from './second-step.tsx'

/** A passkey in place of the password, and one after it. */
export function passkeySignInRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  app.post(`${passkeySignInPath}/options`, (web) => answerOptions(web, of, signInCeremony(web), undefined))
  app.post(passkeySignInPath, async (web) => {
    const form = await readForm(web)
    const next = safeNext(form.text('next'))
    const asked = { ceremony: signInCeremony(web), sent: form.text('credential'), who: undefined }
    const judged = await checkPasskey(web, of, asked)
    if (typeof judged === 'string') return showFirstStep(web, of, { next, passkeyError: judged })
    return enter(web, of, judged, next)
  })
  const secondStep = (key: string): Ceremony => ({ purpose: 'second-step', boundTo: key })
  app.post(`${secondPasskeyPath}/options`, async (web) => {
    const half = await halfway(web, of)
    if (!half) return web.redirect(signInPath, 303)
    return answerOptions(web, of, secondStep(half.session.key), half.administrator)
  })
  app.post(secondPasskeyPath, async (web) => {
    const form = await readForm(web)
    const half = await halfway(web, of)
    if (!half) return web.redirect(signInPath, 303)
    const next = safeNext(form.text('next'))
    const asked = {
      ceremony: secondStep(half.session.key),
      sent: form.text('credential'),
      who: half.administrator,
    }
    const judged = await checkPasskey(web, of, asked)
    if (typeof judged === 'string')
      return showSecondStep(web, of, half.administrator, { next, passkeyError: judged })
    await of.halfSessions.close(web)
    return enter(web, of, judged, next)
  })
  return app
}
