import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { invitationRoutes } from './invitation-routes.tsx'
import { manageRoutes } from './manage-routes.tsx'
import { oneRoutes } from './one-routes.tsx'
import type { ConsoleAccess } from './ports.ts'
import { profileRoutes } from './profile-routes.tsx'
import { proofRoutes } from './proof-routes.tsx'
import { signInRoutes } from './sign-in-routes.tsx'

export function administratorRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  const all = [signInRoutes, invitationRoutes, proofRoutes, profileRoutes, manageRoutes, oneRoutes]
  for (const routes of all) app.route('/', routes(of))
  return app
}
