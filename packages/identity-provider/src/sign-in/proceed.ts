import type { Web } from '@postern/kit/http'
import { signedIn } from '../sessions/sessions.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { answerPage, noPassivePage, requireOpen } from './answer.tsx'
import type { Ask } from './ask.ts'
import { asks } from './asks.ts'
import { decide } from './decide.ts'
import { explain } from './explain.ts'
import { otherAccount, requestPath } from './paths.ts'

/** A request that came just now, by GET: answered at once where the session suffices, else kept while a person is asked. */
export async function proceedAtOnce(web: Web, tenant: Tenant, ask: Ask): Promise<Response> {
  const application = await requireOpen(web, ask.applicationId)
  const person = await signedIn(web)
  switch (decide(ask, { person, askedAt: undefined, other: false })) {
    case 'no-passive':
      return noPassivePage(web, { tenant, application, ask })
    case 'sign-in':
      return web.redirect(requestPath(await asks(web.var.world.store).keep(web, ask)), 303)
    case 'answer': {
      if (!person) throw new Error('an answer about nobody')
      return answerPage(web, { tenant, application, person, ask }).catch(async (refused: unknown) => {
        // The error page offers another account: for that the request must wait.
        const key = await asks(web.var.world.store).keep(web, ask)
        explain(web, { other: otherAccount(requestPath(key)) })
        throw refused
      })
    }
  }
}
