import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { ContinueForm, Door } from '@postern/kit/html'
import { type Env, endsElsewhere, type Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Administrator } from './administrator.ts'
import { type KeptForm, keep, readKept } from './kept-form.ts'
import { checkPassword } from './password.ts'
import { proofPath, safeNext } from './paths.ts'
import type { ConsoleAccess } from './ports.ts'
import { isFresh } from './proof.ts'
import { ProofPage, type ProofPageProps } from './proof-page.tsx'
import { checkCode } from './sign-in-routes.tsx'

/** A form with files; what is kept of it is far smaller. */
const largest = 4 * 1_048_576

/** The answer to a request that needs a fresh proof: the question, with what was sent. */
export async function askForProof(web: Web): Promise<Response> {
  const { pathname, search } = new URL(web.req.url)
  const next = `${pathname}${search}`
  if (web.req.method === 'GET')
    return web.redirect(`${proofPath}?${new URLSearchParams({ next }).toString()}`, 303)
  // Read as any form is, so that only what a page of ours sent is ever kept and sent on.
  return page(web, { next, kept: keep(await readForm(web, { limit: largest })) }, 403)
}

export function proofRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  app.get(proofPath, async (web) => {
    const next = safeNext(web.req.query('next') ?? '')
    const session = web.var.administratorSession
    return session && isFresh(session, web.var.now) ? web.redirect(next, 303) : page(web, { next }, 200)
  })
  app.post(proofPath, async (web) => {
    const { administratorSession } = web.var
    const form = await readForm(web, { limit: largest })
    const next = safeNext(form.text('next'))
    const kept = form.has('kept') ? readKept(form.text('kept')) : undefined
    const judged = await prove(web, of, form)
    if (typeof judged === 'string') return page(web, { next, kept, error: judged }, 400)
    if (administratorSession) await of.sessions.prove(administratorSession, web.var.now)
    return kept ? sendOn(web, next, kept) : web.redirect(next, 303)
  })
  return app
}

/** The administrator of this session, or the sentence that says why the proof is none. */
async function prove(web: Web, of: ConsoleAccess, form: Form): Promise<Administrator | string> {
  const userName = web.var.administrator?.userName ?? ''
  const judged = await checkPassword(web, of, { userName, password: form.text('password') })
  if (typeof judged === 'string' || !judged.hasCode) return judged
  return checkCode(web, of, judged, form.text('code'))
}

async function page(
  web: Web,
  shown: Pick<ProofPageProps, 'next' | 'kept' | 'error'>,
  status: 200 | 400 | 403,
): Promise<Response> {
  const { administrator } = web.var
  if (!administrator) throw new Error('the question for a proof stands before the guard of /admin')
  return web.html(<ProofPage administrator={administrator} csrf={csrfToken(web)} {...shown} />, status)
}

/** Sends the form that came too late, now: by itself where scripts run, else by the button. */
function sendOn(web: Web, action: string, kept: KeptForm): Response | Promise<Response> {
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
