import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Applications } from '../applications/store.ts'
import type { Connections } from '../connections/store.ts'
import { findingRoutes } from './finding-routes.tsx'
import { groupsRoutes } from './groups-routes.tsx'
import { mappingRoutes } from './mapping-routes.tsx'

/** Pages of a connection that say how its people come to their accounts. */
export function accountRulesRoutes(of: {
  readonly connections: Connections
  readonly applications: Applications
}): Hono<Env> {
  const app = new Hono<Env>()
  for (const routes of [mappingRoutes, findingRoutes, groupsRoutes]) app.route('/', routes(of))
  return app
}
