import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Tenant } from '../tenant/tenant.ts'
import { faultOfDomain } from './domain.ts'
import { DomainsPage } from './page.tsx'
import { domains, mostDomains } from './store.ts'

/** *Identity* > *Domains*. */
export function domainRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  const page = async (web: Web, typed: string, error?: string) =>
    web.html(
      <DomainsPage
        web={web}
        tenant={tenant}
        domains={await domains(web.var.world.store).list()}
        typed={typed}
        error={error}
      />,
      error === undefined ? 200 : 400,
    )
  routes.get('/admin/domains', (web) => page(web, ''))
  routes.post('/admin/domains', async (web) => {
    const typed = (await readForm(web)).text('name')
    const name = typed.trim()
    const error = faultOfDomain(name) ?? (await add(web, name))
    return error === undefined ? web.redirect('/admin/domains?done=added', 303) : page(web, typed, error)
  })
  return routes
}

async function add(web: Web, name: string): Promise<string | undefined> {
  const known = domains(web.var.world.store)
  if ((await known.list()).length >= mostDomains)
    return `A directory holds at most ${mostDomains} domains; this one cannot be added.`
  return (await known.add(name, web.var.now)) ? undefined : `${name} is a domain of this directory already.`
}
