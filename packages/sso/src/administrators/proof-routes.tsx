import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { ContinueForm, Door } from '@postern/kit/html'
import { type Env, endsElsewhere, type Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Ceremony } from '../passkeys/challenges.ts'
import { type Administrator, hasSecondFactor } from './administrator.ts'
import { type KeptForm, keep, readKept } from './kept-form.ts'
import { ownAccount } from './own.ts'
import { answerOptions, checkPasskey } from './passkey-check.ts'
import { checkPassword } from './password.ts'
import { passkeyProofPath, proofPath, safeNext } from './paths.ts'
import type { ConsoleAccess } from './ports.ts'
import { isFresh } from './proof.ts'
import { ProofPage, type ProofPageProps } from './proof-page.tsx'
import { checkCode, codesOf } from './second-step.tsx'

/** A form with files; what is kept of it is far smaller. */
const largest = 4 * 1_048_576

/** The answer to a request that needs a fresh proof: the question, with what was sent. */
export async function askForProof(web: Web, of: ConsoleAccess): Promise<Response> {
  const { pathname, search } = new URL(web.req.url)
  const next = `${pathname}${search}`
  if (web.req.method === 'GET')
    return web.redirect(`${proofPath}?${new URLSearchParams({ next }).toString()}`, 303)
  // Read as any form is, so that only what a page of ours sent is ever kept and sent on.
  return page(web, of, { next, kept: keep(await readForm(web, { limit: largest })) }, 403)
}

export function proofRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  app.get(proofPath, async (web) => {
    const next = safeNext(web.req.query('next') ?? '')
    const session = web.var.administratorSession
    return session && isFresh(session, web.var.now) ? web.redirect(next, 303) : page(web, of, { next }, 200)
  })
  app.post(proofPath, async (web) => {
    const form = await readForm(web, { limit: largest })
    const judged = await prove(web, of, form)
    if (typeof judged !== 'string') return goOn(web, of, form)
    return page(web, of, { ...wanted(form), error: judged }, 400)
  })
  app.post(`${passkeyProofPath}/options`, (web) => {
    const { administrator } = ownAccount(web)
    return answerOptions(web, of, ceremonyOf(web), administrator)
  })
  app.post(passkeyProofPath, async (web) => {
    const form = await readForm(web, { limit: largest })
    const who = ownAccount(web).administrator
    const asked = { ceremony: ceremonyOf(web), sent: form.text('credential'), who }
    const judged = await checkPasskey(web, of, asked)
    if (typeof judged !== 'string') return goOn(web, of, form)
    return page(web, of, { ...wanted(form), passkeyError: judged }, 400)
  })
  return app
}

const ceremonyOf = (web: Web): Ceremony => ({ purpose: 'proof', boundTo: ownAccount(web).session.key })

/** Where somebody was going, and with which form. */
const wanted = (form: Form): { readonly next: string; readonly kept: KeptForm | undefined } => ({
  next: safeNext(form.text('next')),
  kept: form.has('kept') ? readKept(form.text('kept')) : undefined,
})

async function goOn(web: Web, of: ConsoleAccess, form: Form): Promise<Response> {
  const { next, kept } = wanted(form)
  await of.sessions.prove(ownAccount(web).session, web.var.now)
  return kept ? sendOn(web, next, kept) : web.redirect(next, 303)
}

/** The administrator of this session, or the sentence that says why the proof is none. */
async function prove(web: Web, of: ConsoleAccess, form: Form): Promise<Administrator | string> {
  const userName = web.var.administrator?.userName ?? ''
  const judged = await checkPassword(web, of, { userName, password: form.text('password') })
  if (typeof judged === 'string' || !hasSecondFactor(judged)) return judged
  return checkCode(web, of, judged, form.text('code'))
}

async function page(
  web: Web,
  of: ConsoleAccess,
  shown: Pick<ProofPageProps, 'next' | 'kept' | 'error' | 'passkeyError'>,
  status: 200 | 400 | 403,
): Promise<Response> {
  const { administrator } = ownAccount(web)
  const { publicUrl } = web.var.world.settings
  const asks = { administrator, codes: await codesOf(of, administrator), publicUrl, csrf: csrfToken(web) }
  return web.html(<ProofPage {...asks} {...shown} />, status)
}

/** Sends the form that came too late, now: by itself where scripts run, else by the button. */
async function sendOn(web: Web, action: string, kept: KeptForm): Promise<Response> {
  // Connecting an application ends, by a redirect, at that application.
  endsElsewhere(web)
  return web.html(
    <Door server="sso" brand="Postern" title="Confirmed" under={web.var.administrator?.userName}>
      <ContinueForm
        action={action}
        fields={[...kept, ['csrf', csrfToken(web)]]}
        says="What you sent before is sent now."
        button="Send it now"
      />
    </Door>,
  )
}
