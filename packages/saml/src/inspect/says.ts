import type { AuthnRequest } from '../messages/authn-request.ts'
import type { LogoutRequest } from '../messages/logout-request.ts'
import type { LogoutResponse } from '../messages/logout-response.ts'
import type { Envelope, Response } from '../messages/response.ts'

/** Sentences that say in words who says what about whom. Values are quoted, so that one can see where they end. */
type Sentences = readonly string[]

/** JSON's quotes, so that blanks at the ends and line breaks can be seen. */
const quoted = (text: string | undefined, otherwise: string) =>
  text === undefined || text === '' ? otherwise : JSON.stringify(text)

/** The last part of a URI: all that a person wants to read of `urn:oasis:names:tc:SAML:…:bearer`. */
const last = (uri: string) => uri.slice(Math.max(uri.lastIndexOf(':'), uri.lastIndexOf('#')) + 1)

/** Who says what about whom, how the person signed in, and every attribute. */
export function responseSays(response: Response): Sentences {
  const { assertion } = response
  const { nameId, conditions } = assertion
  const [statement] = assertion.authnStatements
  const audiences = conditions?.audienceRestrictions.flat().map((one) => JSON.stringify(one))
  const format = nameId?.format === undefined ? '' : ` (${last(nameId.format)})`
  const how = statement?.authnContextClassRef
  const signedIn =
    statement === undefined
      ? 'It does not say when and how.'
      : `The sign-in was at ${statement.authnInstant}${how === undefined ? '' : ` by ${last(how)}`}.`
  const until = `It is good from ${conditions?.notBefore ?? 'any time'} until before ${conditions?.notOnOrAfter ?? 'any time'}.`
  const answers = response.inResponseTo
  return [
    `${quoted(assertion.issuer.value, 'Somebody')} says to ${audiences?.join(', ') || 'everybody'} that this is ${quoted(nameId?.value, 'nobody')}${format}.`,
    signedIn,
    until,
    answers === undefined ? 'It answers no request.' : `It answers the request ${JSON.stringify(answers)}.`,
    ...assertion.attributes.map(
      ({ name, values }) => `  ${name} = ${values.map((one) => JSON.stringify(one)).join(', ')}`,
    ),
  ]
}

/** An answer that carries no assertion: its status, and the message that explains it. */
export function envelopeSays(envelope: Envelope): Sentences {
  const codes = envelope.status.codes.map(last).join(', ')
  return [
    `${quoted(envelope.issuer?.value, 'Somebody')} answers ${quoted(envelope.inResponseTo, 'no request')} with the status ${codes}.`,
    ...(envelope.status.message === undefined ? [] : [`It adds: ${envelope.status.message}`]),
  ]
}

/** Who asks, where the answer is to go, and what is wished for. */
export function authnRequestSays(request: AuthnRequest): Sentences {
  const wishes = [
    request.forceAuthn ? 'The person must sign in anew.' : undefined,
    request.isPassive ? 'The person must not be asked anything.' : undefined,
    request.nameIdPolicy?.format === undefined
      ? undefined
      : `The NameID is to be ${last(request.nameIdPolicy.format)}.`,
  ].filter((wish) => wish !== undefined)
  return [
    `${quoted(request.issuer?.value, 'Somebody')} asks ${quoted(request.destination, 'an identity provider')} who the person at the browser is.`,
    `The answer is to go to ${quoted(request.assertionConsumerServiceUrl, 'the registered address')}.`,
    ...wishes,
  ]
}

/** Who is to be signed out, and of which sessions. */
export function logoutRequestSays(request: LogoutRequest): Sentences {
  const sessions = request.sessionIndexes.map((one) => JSON.stringify(one)).join(', ')
  return [
    `${quoted(request.issuer?.value, 'Somebody')} asks that ${quoted(request.nameId?.value, 'nobody')} be signed out.`,
    sessions === '' ? 'It names no session: all of them are meant.' : `It means the session ${sessions}.`,
  ]
}

/** Whether the logout is said to have worked. */
export const logoutResponseSays = (response: LogoutResponse): Sentences => envelopeSays(response)
