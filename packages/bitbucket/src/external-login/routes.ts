import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { authorize, type Openid, openidProblem } from '../openid/index.ts'
import { localPath } from '../person/index.ts'
import { requestSignIn } from '../saml/index.ts'

/** The buttons of the log-in page: to an identity provider, by the protocol that it speaks. */
export function externalLoginRoutes(of: Openid): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/plugins/servlet/external-login/:id{\\d{1,10}}', async (web) => {
    const provider = await of.providers.require(Number(web.req.param('id')))
    if (!provider.enabled) throw openidProblem('sso-provider-disabled', { provider: provider.name })
    const target = localPath(web.req.query('next'), web.var.world.settings.publicUrl)
    const fresh = web.req.query('prompt') === 'login'
    return provider.protocol === 'saml'
      ? requestSignIn(web, { provider, target, fresh }, of.journeys)
      : authorize(web, { provider, target, prompt: fresh ? 'login' : undefined }, of)
  })
  return app
}
