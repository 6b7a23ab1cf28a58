import { cookies, type Web } from '@postern/kit/http'
import { sourceOf } from '../audit/index.ts'
import type { Provider, Providers } from '../authentication-methods/index.ts'
import { faultsOf, type User } from '../directory/index.ts'
import { enter, type People } from '../person/index.ts'
import { browserCookie, callbackPath } from './authorize.ts'
import type { Endpoints, FindEndpoints } from './discovery.ts'
import { fetchJson } from './fetch-json.ts'
import { type Keys, readIdToken } from './id-token.ts'
import type { Journey, Journeys } from './journeys.ts'
import { openidProblem } from './problems.ts'
import { provision, valuesOf } from './provision.ts'
import { exchange, type Tokens } from './tokens.ts'
import { fillTemplate } from './username.ts'

export interface Openid {
  readonly people: People
  readonly providers: Providers
  readonly journeys: Journeys
  readonly endpoints: FindEndpoints
  readonly keys: Keys
}

/** The identity provider sends the browser back: its answer → journey → tokens → claims → user → session. */
export async function complete(web: Web, of: Openid): Promise<Response> {
  const journey = await of.journeys.take(single(web, 'state'), cookies(web).get(browserCookie), web.var.now)
  const provider = await of.providers.require(journey.provider)
  if (!provider.enabled || provider.protocol !== 'openid')
    throw openidProblem('sso-provider-disabled', { provider: provider.name })
  const code = codeOf(web, provider)
  const endpoints = await of.endpoints(provider, web.var.now)
  const { username, claims } = await claimedBy(web, of, { journey, provider, endpoints, code })
  // The ID token alone, as Bitbucket does, whatever the user info holds (bitbucket.md 1c).
  await provision(of.people, { provider, username, values: valuesOf(claims), from: sourceOf(web) })
  const user = await permittedUser(of.people, username, provider.id)
  await enter(web, of.people, user, { by: 'provider', provider: provider.name })
  return web.redirect(journey.target, 302)
}

/** A parameter that came once; '' where it is absent. */
function single(web: Web, name: string): string {
  const values = web.req.queries(name) ?? []
  return values.length === 1 ? (values[0] ?? '') : ''
}

function codeOf(web: Web, provider: Provider): string {
  const issuer = single(web, 'iss')
  // RFC 9207: an answer that another provider was lured into sending.
  if (issuer !== '' && issuer !== provider.issuerUrl)
    throw openidProblem('sso-answer-invalid', {
      provider: provider.name,
      why: 'it is of another issuer (iss)',
    })
  const error = single(web, 'error')
  if (error !== '') {
    const description = single(web, 'error_description').slice(0, 300)
    throw openidProblem('sso-refused-by-provider', {
      provider: provider.name,
      error: error.slice(0, 100),
      description,
    })
  }
  const code = single(web, 'code')
  if (code === '' || code.length > 4_000)
    throw openidProblem('sso-answer-invalid', { provider: provider.name, why: 'it holds no code' })
  return code
}

async function claimedBy(
  web: Web,
  of: Openid,
  at: { journey: Journey; provider: Provider; endpoints: Endpoints; code: string },
): Promise<{ username: string; claims: Readonly<Record<string, unknown>> }> {
  const { journey, provider, endpoints, code } = at
  const redirectUri = new URL(callbackPath, web.var.world.settings.publicUrl).href
  const secret = await of.providers.secretOf(provider.id)
  const tokens = await exchange({ provider, secret, endpoint: endpoints.token, code, redirectUri })
  const claims = await readIdToken({
    idToken: tokens.idToken,
    provider,
    keys: await of.keys(endpoints.jwks),
    nonce: journey.nonce,
    now: web.var.now,
  })
  const template = provider.usernameClaim
  const username =
    fillTemplate(template, claims) ??
    fillTemplate(template, { ...(await userinfo(endpoints, tokens, claims.sub)), ...claims })
  if (username === undefined || faultsOf({ name: username }).length > 0)
    throw openidProblem('sso-username-missing', { provider: provider.name, template })
  return { username, claims }
}

/** Asked once, where the ID token holds too little. What is not of the same person is left aside (Core 5.3.2). */
async function userinfo(
  endpoints: Endpoints,
  tokens: Tokens,
  subject: string,
): Promise<Readonly<Record<string, unknown>>> {
  if (endpoints.userinfo === undefined) return {}
  const { status, body } = await fetchJson(endpoints.userinfo, {
    headers: { authorization: `Bearer ${tokens.accessToken}`, accept: 'application/json' },
  })
  return status === 200 && body.sub === subject ? body : {}
}

/** The user of that name, who must be there, active and licensed; `providerId` lets the page offer to come in as somebody else. */
export async function permittedUser(
  { directory }: People,
  username: string,
  providerId: number,
): Promise<User> {
  const user = await directory.users.find(username)
  if (!user) throw openidProblem('sso-user-missing', { user: username, providerId })
  if (!user.active || (await directory.permissions.of(user)) === undefined)
    throw openidProblem('sso-user-unlicensed', { user: username, providerId })
  return user
}
