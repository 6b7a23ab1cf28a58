import { createHash } from 'node:crypto'
import { object, text } from './answer.ts'
import type { LinkCredential, LinkTokens } from './credential.ts'
import { connectorProblem } from './problems.ts'
import { type RestTarget, restClient } from './rest.ts'

/** Registering under Authentication methods takes it; Bitbucket has no smaller scope that would do. */
const scope = 'SYSTEM_ADMIN'
const usualLife = 3_600
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

/** Where the administrator's browser goes to be asked by Bitbucket (RFC 6749 4.1.1, RFC 7636). */
export function consentAddress(of: {
  readonly baseUrl: string
  readonly clientId: string
  readonly callback: string
  readonly state: string
  readonly verifier: string
}): string {
  const url = new URL(`${of.baseUrl}/rest/oauth2/latest/authorize`)
  const parameters = {
    response_type: 'code',
    client_id: of.clientId,
    redirect_uri: of.callback,
    scope,
    state: of.state,
    code_challenge: challengeOf(of.verifier),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

type Link = LinkCredential['link']
type At = { readonly baseUrl: string; readonly random: RestTarget['random']; readonly now: number }

/** Tokens for the code that the browser brought back. */
export const redeemCode = (
  link: Link,
  of: At & { readonly code: string; readonly callback: string; readonly verifier: string },
): Promise<LinkTokens> =>
  askForTokens(link, of, {
    grant_type: 'authorization_code',
    code: of.code,
    redirect_uri: of.callback,
    code_verifier: of.verifier,
  })

/** Fresh tokens; the refresh token is then used up. */
export const refreshTokens = (link: Link, refreshToken: string, of: At): Promise<LinkTokens> =>
  askForTokens(link, of, { grant_type: 'refresh_token', refresh_token: refreshToken })

async function askForTokens(
  { clientId, clientSecret }: Link,
  { baseUrl, random, now }: At,
  fields: Readonly<Record<string, string>>,
): Promise<LinkTokens> {
  const rest = restClient({ baseUrl, random, userName: '', password: '' })
  const path = 'oauth2/latest/token'
  const form = { ...fields, client_id: clientId, client_secret: clientSecret }
  const { status, json } = await rest({ method: 'POST', path, form, anonymous: true })
  const answer = object(json)
  const [accessToken, refreshToken] = [text(answer.access_token), text(answer.refresh_token)]
  if (status === 200 && accessToken !== '' && refreshToken !== '') {
    const life = typeof answer.expires_in === 'number' ? answer.expires_in : usualLife
    return { accessToken, refreshToken, expiresAt: now + life * 1_000 }
  }
  const message = (text(answer.error_description) || text(answer.error) || `status ${status}`).slice(0, 500)
  const wrongClient = text(answer.error) === 'invalid_client' || (status === 401 && !text(answer.error))
  throw connectorProblem(wrongClient ? 'application-client' : 'application-consent', {
    address: baseUrl,
    message,
  })
}
