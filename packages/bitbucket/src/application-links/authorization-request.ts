import type { ApplicationLink } from './link.ts'
import type { ApplicationLinks } from './links.ts'
import { linkProblem } from './problems.ts'
import { covers, isScope, type Scope } from './scopes.ts'

/** What an application asks a user for, once it is known which application. */
export interface AuthorizationRequest {
  readonly link: ApplicationLink
  readonly scopes: readonly Scope[]
  readonly state: string
  /** Of PKCE, S256; '' where none was sent. */
  readonly challenge: string
}

/** What is told to the application by a redirect. */
export interface Refused {
  readonly link: ApplicationLink
  readonly state: string
  readonly error: 'invalid_request' | 'unsupported_response_type' | 'invalid_scope'
  readonly description: string
}

/** The parameters that the form of the consent carries on. */
export const carried = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
] as const

/**
 * Reads a request to `/authorize` (RFC 6749 4.1.1, RFC 7636 4.3). While it is not certain which application asks and where
 * it lives, nothing is sent there: Problems then, a page of ours. Everything later is a `Refused` for the application.
 */
export async function readAuthorization(
  links: ApplicationLinks,
  parameter: (name: (typeof carried)[number]) => string,
): Promise<AuthorizationRequest | Refused> {
  const clientId = parameter('client_id').slice(0, 255)
  const link = await links.findByClient(clientId)
  if (!link) throw linkProblem('oauth-client-unknown', { clientId })
  const sent = parameter('redirect_uri')
  if (sent !== link.redirectUrl) {
    throw linkProblem('oauth-redirect-unknown', {
      link: link.name,
      sent: sent.slice(0, 500),
      known: link.redirectUrl,
    })
  }
  const state = parameter('state')
  const refuse = (error: Refused['error'], description: string): Refused => ({
    link,
    state: state.slice(0, 1_000),
    error,
    description,
  })
  if (state.length > 1_000) return refuse('invalid_request', 'state has at most 1000 characters')
  if (parameter('response_type') !== 'code') {
    return refuse('unsupported_response_type', 'response_type must be code')
  }
  const challenge = parameter('code_challenge')
  // `plain` would be no proof to who reads the request; python's and others write the method in small letters.
  if (challenge !== '' && !/^s256$/i.test(parameter('code_challenge_method'))) {
    return refuse('invalid_request', 'code_challenge_method must be S256')
  }
  if (challenge !== '' && !/^[\w-]{43}$/.test(challenge)) {
    return refuse('invalid_request', 'code_challenge must be the SHA-256 of the verifier, in base64url')
  }
  const names = parameter('scope')
    .split(/\s+/)
    .filter((name) => name !== '' && name !== 'PUBLIC_REPOS')
  const scopes = names.filter(isScope)
  if (scopes.length !== names.length || !covers(link.scopes, scopes)) {
    return refuse('invalid_scope', 'the application link does not allow this scope')
  }
  return { link, scopes, state, challenge }
}

/** Back to the application, with an answer. */
export function answerAddress(
  { link, state }: { link: ApplicationLink; state: string },
  answer: Readonly<Record<string, string>>,
): string {
  const url = new URL(link.redirectUrl)
  for (const [name, value] of Object.entries({ ...answer, ...(state === '' ? {} : { state }) }))
    url.searchParams.set(name, value)
  return url.href
}
