import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { localPath } from '../person/index.ts'
import { authorize, callbackPath } from './authorize.ts'
import { complete, type Openid } from './complete.ts'
import { openidProblem } from './problems.ts'

const longestHint = 255

/** The ways in through an OpenID provider that it begins, and back (bitbucket.md 1c). */
export function openidRoutes(of: Openid): Hono<Env> {
  const app = new Hono<Env>()
  app.get(callbackPath, (web) => complete(web, of))
  // OpenID Connect Core 4: always a new authorization, so that nobody stays signed in as the person before.
  app.get('/plugins/servlet/oidc/initiate-login', async (web) => {
    const issuer = web.req.query('iss') ?? ''
    const provider = (await of.providers.enabled()).find(
      (one) => one.protocol === 'openid' && one.issuerUrl === issuer,
    )
    if (!provider) throw openidProblem('sso-issuer-unknown', { issuer: issuer.slice(0, 300) })
    const loginHint = web.req.query('login_hint')?.slice(0, longestHint)
    return authorize(web, { provider, target: targetOf(web), loginHint }, of)
  })
  return app
}

/** Core 4: the target must not be an open redirector. */
function targetOf(web: Web): string {
  const { publicUrl } = web.var.world.settings
  const wanted = web.req.query('target_link_uri')
  if (!wanted) return '/'
  const url = URL.canParse(wanted, publicUrl.href) ? new URL(wanted, publicUrl) : undefined
  if (url?.origin !== publicUrl.origin) throw openidProblem('sso-target-elsewhere', {})
  return localPath(`${url.pathname}${url.search}${url.hash}`, publicUrl)
}
