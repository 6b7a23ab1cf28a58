import type { Provider } from '../authentication-methods/index.ts'
import { fetchJson } from './fetch-json.ts'
import { openidProblem } from './problems.ts'

export interface Tokens {
  readonly idToken: string
  readonly accessToken: string
}

/** RFC 6749 2.3.1: both parts are form-encoded before they are joined. */
const encode = (text: string) => new URLSearchParams({ of: text }).toString().slice('of='.length)

/** Exchanges the code, once, with client_secret_basic (OpenID Connect Core 3.1.3). */
export async function exchange(of: {
  provider: Provider
  secret: string
  endpoint: string
  code: string
  redirectUri: string
}): Promise<Tokens> {
  const { provider, secret, endpoint, code, redirectUri } = of
  const basic = Buffer.from(`${encode(provider.clientId)}:${encode(secret)}`).toString('base64')
  const { status, body } = await fetchJson(endpoint, {
    method: 'POST',
    headers: {
      authorization: `Basic ${basic}`,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
    }).toString(),
  })
  const refuse = (why: string) => openidProblem('sso-answer-invalid', { provider: provider.name, why })
  if (status !== 200) {
    const error = typeof body.error === 'string' ? ` ${body.error.slice(0, 100)}` : ''
    throw refuse(`the token request was answered with ${status}${error}`)
  }
  const { id_token: idToken, access_token: accessToken, token_type: type } = body
  if (typeof idToken !== 'string') throw refuse('it holds no ID token')
  if (typeof accessToken !== 'string' || String(type).toLowerCase() !== 'bearer')
    throw refuse('it holds no Bearer access token')
  return { idToken, accessToken }
}
