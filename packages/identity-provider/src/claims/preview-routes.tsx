import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import { addressesOf, type Tenant } from '../tenant/tenant.ts'
import { users } from '../users/store.ts'
import { claimsOf, missingSourceOf, nameIdOf } from './evaluate.ts'
import { subjectOf } from './load-subject.ts'
import { claimsRoute } from './paths.ts'
import { PreviewPage } from './preview-page.tsx'
import { claimsConfigurations } from './store.ts'

const found = 20

/** *Preview claims*: by the same functions that write an answer. */
export function previewRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(`${claimsRoute}/preview`, async (web) => {
    const application = await requireApplication(web)
    const { world } = web.var
    const search = web.req.query('q') ?? ''
    const user = await users(world.store).find(web.req.query('user') ?? '')
    const page = { web, tenant, application, search }
    if (!user) {
      const { rows } = await users(world.store).list(search)
      return web.html(<PreviewPage {...page} found={rows.slice(0, found)} preview={undefined} />)
    }
    const configuration = await claimsConfigurations(world.store).of(application.id)
    const subject = await subjectOf(world, application.id, user)
    const { entityId } = addressesOf(world.settings.publicUrl, tenant)
    const preview = {
      user,
      missing: missingSourceOf(configuration, subject, undefined),
      nameId: nameIdOf(configuration, subject, { asked: undefined, random: world.random }),
      attributes: claimsOf(configuration, subject, { tenant: { id: tenant.id, entityId } }),
    }
    return web.html(<PreviewPage {...page} found={[]} preview={preview} />)
  })
  return routes
}
