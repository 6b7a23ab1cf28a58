import type { Failure, Web } from '@postern/kit/http'
import type { Problem } from '@postern/saml/problem'
import { record } from '../sign-in-logs/record.ts'
import { explanationOf } from './explain.ts'

/**
 * A request that stopped on an error page, in the sign-in logs; other error pages are no sign-ins, and a flood is written
 * down once. The person gets the page even where this fails.
 */
export async function recordRefusal(web: Web, failure: Failure): Promise<void> {
  const { code, problem } = failure
  // What applications answer to our LogoutRequests comes here too: as at Entra it is not wanted (entra.md 1.10).
  const isAnswer = web.req.query('SAMLResponse') !== undefined
  if (!problem || !code.startsWith('AADSTS') || code === 'AADSTS50196' || isAnswer) return
  await write(web, problem).catch((error: unknown) => {
    web.var.world.log.error({ err: error, code }, 'a refused sign-in was not written down')
  })
}

function write(web: Web, problem: Problem): Promise<void> {
  const { application, applicationId, account, userId, requestXml } = explanationOf(web)
  return record(web, {
    outcome: 'Failure',
    code: problem.code,
    reason: problem.message,
    userId,
    userName: account,
    application:
      application === undefined ? unknown(problem.facts.issuer) : { id: applicationId, name: application },
    request: requestXml,
  })
}

/** The Issuer, where no application has that identifier. */
const unknown = (issuer: unknown) => ({
  name: typeof issuer === 'string' ? issuer : 'An unknown application',
})
