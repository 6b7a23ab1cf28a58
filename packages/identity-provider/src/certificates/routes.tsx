import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Tenant } from '../tenant/tenant.ts'
import { certificateRoutes } from './certificate-routes.tsx'
import { encryptionRoutes } from './encryption-routes.tsx'
import { importRoutes } from './import-routes.tsx'
import { signingRoutes } from './signing-routes.tsx'
import { verificationRoutes } from './verification-routes.tsx'

/** The certificates of an application. The gate of the console stands before it. */
export function certificatesRoutes(of: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.route('/', signingRoutes(of))
  // Before the certificates, whose `/:certificate` would take its name for an id.
  routes.route('/', importRoutes(of))
  routes.route('/', certificateRoutes(of))
  routes.route('/', verificationRoutes(of))
  routes.route('/', encryptionRoutes(of))
  return routes
}
