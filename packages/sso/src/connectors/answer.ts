import type { Problem } from '@postern/saml/problem'
import { connectorProblem } from './problems.ts'
import { nameOf, type RestAnswer, type RestCall, type RestTarget } from './rest.ts'

/** A JSON object, or an empty one: what is asked of another's answer is looked at field by field. */
export function object(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : {}
}

export function text(of: unknown): string {
  return typeof of === 'string' ? of : ''
}

/** What Bitbucket says of a failure, in either of its two forms: `{errors: [{context, message}]}` and `{message}`. */
export function messageOf(json: unknown): string {
  const { errors, message } = object(json)
  const said = Array.isArray(errors)
    ? errors.slice(0, 5).map((error) => {
        const { context, message: one } = object(error)
        return text(context) ? `${text(context)}: ${text(one)}` : text(one)
      })
    : [text(message)]
  return said.filter(Boolean).join(' ').slice(0, 1_000) || 'no reason given'
}

/** Throws unless the answer's status is one of `good`: the problem of a credential, of rights, or of this call. */
export function expect(
  target: RestTarget,
  call: RestCall,
  answer: RestAnswer,
  good: readonly number[],
): void {
  if (!good.includes(answer.status)) throw failure(target, call, answer)
}

function failure(target: RestTarget, call: RestCall, answer: RestAnswer): Problem {
  const { status, json, headers } = answer
  const of = { address: target.baseUrl, userName: target.userName, message: messageOf(json) }
  if (headers.get('x-authentication-denied-reason')?.includes('CAPTCHA')) {
    return connectorProblem('application-captcha', of)
  }
  if (status === 403 && /basic auth/i.test(of.message)) return connectorProblem('application-basic', of)
  // At Bitbucket a missing permission is 401 too; only the exception's name, or the name it answers, tells which.
  if (status === 401) {
    const known = isAuthorisation(json) || (headers.get('x-ausername') ?? '') !== ''
    if (known) return connectorProblem('application-rights', of)
    return connectorProblem('accessToken' in target ? 'application-consent' : 'application-credential', of)
  }
  return connectorProblem('application-answer', {
    address: of.address,
    call: nameOf(call),
    status,
    message: of.message,
  })
}

function isAuthorisation(json: unknown): boolean {
  const { errors } = object(json)
  return (
    Array.isArray(errors) &&
    errors.some((error) => text(object(error).exceptionName).endsWith('.AuthorisationException'))
  )
}
