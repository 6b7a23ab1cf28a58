import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { pageAsked } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { usersPath } from '../users/paths.ts'
import { checkFile } from './check.ts'
import { columns, headOf } from './columns.ts'
import { wakeImporter } from './importer.ts'
import { ImportPage, largestFile, UploadPage } from './pages.tsx'
import { UnreadableFile } from './parse.ts'
import { bulkPath, bulkTemplatePath, importPath } from './paths.ts'
import { bulkProblem } from './problems.ts'
import { type BulkImport, bulkImports } from './store.ts'

/** What a form around a file takes. */
const besideFile = 65_536

/** *Users* > *New user* > *Bulk create*. The gate of the console stands before it. */
export function bulkUserRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const uploadPage = (web: Web, error?: string) =>
    web.html(<UploadPage web={web} tenant={tenant} error={error} />, error === undefined ? 200 : 400)
  routes.get(bulkPath, (web) => uploadPage(web))
  routes.get(bulkTemplatePath, (web) =>
    web.body(`\ufeff${columns.map(headOf).join(',')}\r\n`, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="users.csv"',
    }),
  )
  routes.post(bulkPath, async (web) => {
    const file = await (await readForm(web, { limit: largestFile + besideFile })).file('file')
    if (!file) return uploadPage(web, 'Choose a CSV file.')
    try {
      const id = await checkFile(web.var.world, file, web.var.now)
      return web.redirect(importPath(id), 303)
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      return uploadPage(web, error.message)
    }
  })
  const path = `${bulkPath}/:id` as const
  routes.get(path, async (web) => {
    const of = await requireImport(web)
    const { store, seal } = web.var.world
    const faults = await bulkImports(store, seal).faults(of.id, pageAsked(web))
    return web.html(<ImportPage {...{ web, tenant, of, faults }} />)
  })
  routes.post(path, async (web) => {
    await readForm(web)
    const { id } = await requireImport(web)
    const { world } = web.var
    await bulkImports(world.store, world.seal).pass(id, 'checked', 'running')
    wakeImporter(world)
    return web.redirect(importPath(id), 303)
  })
  routes.post(`${path}/discard`, async (web) => {
    await readForm(web)
    const of = await requireImport(web)
    const { store, seal } = web.var.world
    // What has begun is not stopped halfway.
    if (of.state === 'checked') await bulkImports(store, seal).remove(of.id)
    return web.redirect(of.state === 'checked' ? usersPath : importPath(of.id), 303)
  })
  return routes
}

async function requireImport(web: Web): Promise<BulkImport> {
  const { store, seal } = web.var.world
  const found = await bulkImports(store, seal).find(web.req.param('id') ?? '')
  if (!found) throw bulkProblem('import-missing', {})
  return found
}
