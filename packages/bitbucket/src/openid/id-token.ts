import { Problem } from '@postern/saml/problem'
import type { JWTPayload, JWTVerifyGetKey } from 'jose'
import type { Provider } from '../authentication-methods/index.ts'
import { fetchJson } from './fetch-json.ts'
import { openidProblem } from './problems.ts'

const skewSeconds = 60

/** Finds the key that signed a token. */
export type Keys = (jwks: string) => Promise<JWTVerifyGetKey>

/** The published keys of identity providers, by jose: kept, and asked for again when a token names an unknown one. */
export function publishedKeys(): Keys {
  const kept = new Map<string, JWTVerifyGetKey>()
  return async (jwks) => {
    const known = kept.get(jwks)
    if (known) return known
    const { createRemoteJWKSet, customFetch } = await import('jose')
    const keys = createRemoteJWKSet(new URL(jwks), {
      cooldownDuration: 10_000,
      // Ours, for its bounds.
      [customFetch]: async (address: string) => {
        const { status, body } = await fetchJson(address)
        return Response.json(body, { status })
      },
    })
    if (kept.size >= 100) kept.clear()
    kept.set(jwks, keys)
    return keys
  }
}

/**
 * The claims of an ID token that is for us, from this provider, now, and of this journey (OpenID Connect Core 3.1.3.7).
 *
 * The signature (RS256 only) is always verified. The build of Bitbucket that the reference describes judged the claims
 * alone, since the token comes straight from the provider over TLS; we are stricter, as plain http on loopback is allowed.
 */
export async function readIdToken(of: {
  idToken: string
  provider: Provider
  keys: JWTVerifyGetKey
  nonce: string
  now: number
}): Promise<JWTPayload & { sub: string }> {
  const { provider, nonce, now } = of
  const refuse = (why: string, cause?: unknown) =>
    openidProblem('sso-answer-invalid', { provider: provider.name, why }, { cause })
  const { jwtVerify } = await import('jose')
  const { payload } = await jwtVerify(of.idToken, of.keys, {
    algorithms: ['RS256'],
    issuer: provider.issuerUrl,
    audience: provider.clientId,
    clockTolerance: skewSeconds,
    currentDate: new Date(now),
    requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
  }).catch((error: unknown) => {
    if (error instanceof Problem) throw error
    throw refuse(`its ID token was refused, ${error instanceof Error ? error.message : ''}`, error)
  })
  if (payload.nonce !== nonce) throw refuse('its ID token is not of this sign-in (nonce)')
  if ((payload.iat ?? 0) > now / 1_000 + skewSeconds) throw refuse('its ID token is of the future (iat)')
  const manyAudiences = Array.isArray(payload.aud) && payload.aud.length > 1
  if ((manyAudiences || payload.azp !== undefined) && payload.azp !== provider.clientId)
    throw refuse('its ID token is for another client (azp)')
  const { sub } = payload
  if (typeof sub !== 'string' || sub === '') throw refuse('its ID token names nobody (sub)')
  return { ...payload, sub }
}
