import { cookies, type Env, type Web } from '@postern/kit/http'
import { writeIdentityProviderMetadata } from '@postern/saml'
import { Hono } from 'hono'
import type { Applications } from '../applications/store.ts'
import { metadataPath, samlAddresses, singleSignOnPath } from './addresses.ts'
import { browserCookie, waitingPath } from './interaction.tsx'
import { fromPost, fromRedirect, judgeRequest } from './receive.ts'
import { samlRequests } from './requests.ts'
import { samlSigningKey } from './signing-key.ts'

/** Our SAML identity provider for applications: its metadata, and the address that takes their AuthnRequests. */
export function samlProviderRoutes({ applications }: { readonly applications: Applications }): Hono<Env> {
  const app = new Hono<Env>()
  app.get(metadataPath, async (web) => {
    const { world } = web.var
    const { entityId, singleSignOn } = samlAddresses(world.settings.publicUrl)
    const key = await samlSigningKey(world)
    const xml = writeIdentityProviderMetadata({
      id: `_${world.random(16).toString('hex')}`,
      entityId,
      certificates: [key.certificate],
      location: singleSignOn,
      sign: key,
    })
    return web.body(xml, 200, { 'content-type': 'application/samlmetadata+xml; charset=utf-8' })
  })
  app.get(singleSignOnPath, (web) => wait(web, fromRedirect(web), applications))
  app.post(singleSignOnPath, async (web) => wait(web, await fromPost(web), applications))
  return app
}

/**
 * Keeps the request and goes on to where the person is known or asked. By a redirect in each case: a POST from another site
 * carries no SameSite=Lax cookie, so that only the next request shows the session.
 */
async function wait(web: Web, received: ReturnType<typeof fromRedirect>, applications: Applications) {
  const { now, world } = web.var
  const { message, relayState } = received
  const { publicUrl } = world.settings
  const application = await judgeRequest(message, { applications, publicUrl, now })
  const id = world.random(32).toString('base64url')
  // One value for all the tabs of a browser: a second tab must not make the first one a stranger.
  const browser = cookies(web).get(browserCookie) ?? world.random(32).toString('base64url')
  cookies(web).set(browserCookie, browser, { sameSite: 'Lax' })
  const request = {
    applicationId: application.id,
    requestId: message.id,
    relayState,
    fresh: message.forceAuthn,
    passive: message.isPassive,
  }
  await samlRequests(world.store).keep({ id, browser, request, now })
  return web.redirect(`${waitingPath}/${id}`, 303)
}
