import { Head, Lines, Part } from '@postern/kit/html'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { AdminPage } from '../console/frame.tsx'
import { applications } from '../enterprise-applications/store.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { users } from '../users/store.ts'

/** The home page of the console. */
export function homeRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/admin', async (web) => {
    const { store } = web.var.world
    const [people, apps] = [await users(store).count(), await applications(store).count()]
    return web.html(
      <AdminPage web={web} tenant={tenant} title="Home" current="/admin">
        <Head
          title={apps === 0 ? 'No application is connected yet' : `${tenant.name} signs people in`}
          lead="People and the applications that they open with their account here."
        />
        <Part title="Identity">
          <Lines
            items={[
              <>
                <a href="/admin/users">Users</a> <span class="push small num">{people}</span>
              </>,
              <>
                <a href="/admin/enterprise-applications">Enterprise applications</a>{' '}
                <span class="push small num">{apps}</span>
              </>,
              <a href="/my-apps">My Apps</a>,
            ]}
          />
        </Part>
      </AdminPage>,
    )
  })
  return routes
}
