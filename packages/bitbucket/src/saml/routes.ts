import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { consume, type Saml } from './consume.ts'
import { samlConsumerPath } from './request.ts'

/** Where a SAML identity provider sends people back, asked or not (bitbucket.md 1c). */
export function samlRoutes(of: Saml): Hono<Env> {
  const app = new Hono<Env>()
  app.post(samlConsumerPath, (web) => consume(web, of))
  return app
}
