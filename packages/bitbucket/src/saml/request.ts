import { cookies, type Web } from '@postern/kit/http'
import { redirectUrl, writeAuthnRequest } from '@postern/saml'
import type { Provider } from '../authentication-methods/index.ts'
import type { Journeys } from '../openid/index.ts'

export const samlConsumerPath = '/plugins/servlet/samlconsumer'

/** Names the browser that leaves. The answer comes by a POST from another site, which carries only SameSite=None. */
export const browserCookie = 'saml-browser'

/** What this Bitbucket calls itself, and where answers go (bitbucket.md 1c). */
export const ourselves = ({ origin }: URL) =>
  ({ entityId: origin, assertionConsumerServiceUrl: `${origin}${samlConsumerPath}` }) as const

/** Sends the browser to the identity provider with an AuthnRequest; what it names, the answer must name. */
export async function requestSignIn(
  web: Web,
  of: { readonly provider: Provider; readonly target: string; readonly fresh: boolean },
  journeys: Journeys,
): Promise<Response> {
  const { now, world } = web.var
  const { provider, target, fresh } = of
  const relayState = world.random(24).toString('base64url')
  const requestId = `_${world.random(16).toString('hex')}`
  // One value for all the tabs of a browser: a second tab must not make the first one a stranger.
  const browser = cookies(web).get(browserCookie) ?? world.random(24).toString('base64url')
  cookies(web).set(browserCookie, browser, { sameSite: 'None' })
  await journeys.begin(relayState, browser, { provider: provider.id, nonce: requestId, target }, now)
  const { entityId, assertionConsumerServiceUrl } = ourselves(world.settings.publicUrl)
  const samlRequest = writeAuthnRequest({
    id: requestId,
    issueInstant: now,
    destination: provider.ssoUrl,
    assertionConsumerServiceUrl,
    issuer: entityId,
    ...(fresh ? { forceAuthn: true } : {}),
  })
  return web.redirect(redirectUrl({ location: provider.ssoUrl, samlRequest, relayState }), 302)
}
