import { cookies, type Web } from '@postern/kit/http'
import type { Provider } from '../authentication-methods/index.ts'
import type { FindEndpoints } from './discovery.ts'
import type { Journeys } from './journeys.ts'

export const callbackPath = '/plugins/servlet/oidc/callback'

/** Names the browser that leaves, so that only the same one may come back. */
export const browserCookie = 'oidc-browser'

export interface Start {
  readonly provider: Provider
  /** A path on this server. */
  readonly target: string
  readonly loginHint?: string | undefined
  /** Asks the identity provider to ask the person again. */
  readonly prompt?: 'login' | undefined
}

/** Sends the browser to the identity provider (OpenID Connect Core 3.1.2.1), whoever is signed in here at the moment. */
export async function authorize(
  web: Web,
  start: Start,
  of: { journeys: Journeys; endpoints: FindEndpoints },
): Promise<Response> {
  const { now, world } = web.var
  const { provider, target, loginHint, prompt } = start
  const { authorization } = await of.endpoints(provider, now)
  const random = () => world.random(24).toString('base64url')
  const [state, nonce] = [random(), random()]
  // One value for all the tabs of a browser: a second tab must not make the first one a stranger.
  const browser = cookies(web).get(browserCookie) ?? random()
  cookies(web).set(browserCookie, browser, { sameSite: 'Lax' })
  await of.journeys.begin(state, browser, { provider: provider.id, nonce, target }, now)
  const url = new URL(authorization)
  const parameters = {
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: new URL(callbackPath, world.settings.publicUrl).href,
    scope: scopeOf(provider),
    state,
    nonce,
    ...(loginHint ? { login_hint: loginHint } : {}),
    ...(prompt ? { prompt } : {}),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return web.redirect(url.href, 302)
}

export function scopeOf(provider: Provider): string {
  const jit = provider.jit.userProvisioningEnabled ? provider.jit.additionalOpenidScopes : []
  return [...new Set(['openid', ...provider.additionalScopes, ...jit])].join(' ')
}
