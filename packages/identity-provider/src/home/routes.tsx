import { Button, Head, Lines, Part } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { AdminPage } from '../console/frame.tsx'
import { may } from '../console/person.ts'
import { applicationsPath } from '../enterprise-applications/paths.ts'
import { applications } from '../enterprise-applications/store.ts'
import { startPath } from '../enterprise-applications/wizard.ts'
import { groupsPath } from '../groups/paths.ts'
import { groups } from '../groups/store.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { users } from '../users/store.ts'

/** The home page of the console. */
export function homeRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/admin', async (web) => {
    const { store } = web.var.world
    const people = await users(store).count()
    const teams = await groups(store).count()
    const apps = await applications(store).count()
    const sees = may(web, 'Cloud Application Administrator', 'Security Reader')
    return web.html(
      <AdminPage web={web} tenant={tenant} title="Home" current="/admin">
        <Head
          title={apps === 0 ? 'No application is connected yet' : `${tenant.name} signs people in`}
          lead="People and the applications that they open with their account here."
          actions={
            apps === 0 &&
            may(web, 'Cloud Application Administrator') && (
              <Button kind="primary" icon="add" href={`${applicationsPath}/new`}>
                New application
              </Button>
            )
          }
        />
        <Part title="Identity">
          <Lines
            items={[
              <Counted href="/admin/users" label="Users" count={people} />,
              <Counted href={groupsPath} label="Groups" count={teams} />,
              ...(sees
                ? [<Counted href={applicationsPath} label="Enterprise applications" count={apps} />]
                : []),
              <a href="/my-apps">My Apps</a>,
            ]}
          />
        </Part>
      </AdminPage>,
    )
  })
  routes.get('/admin/applications', async (web) => {
    const count = await applications(web.var.world.store).count()
    return web.html(<ApplicationsPage {...{ web, tenant, count }} />)
  })
  return routes
}

const Counted = ({ href, label, count }: { href: string; label: string; count: number }) => (
  <>
    <a href={href}>{label}</a> <span class="push small num">{count}</span>
  </>
)

/** *Identity* > *Applications*: what is under it. */
function ApplicationsPage({ web, tenant, count }: { web: Web; tenant: Tenant; count: number }) {
  return (
    <AdminPage web={web} tenant={tenant} title="Applications" current="/admin/applications">
      <Head crumbs={[{ label: 'Identity', href: '/admin' }]} title="Applications" />
      <Lines
        items={[
          <>
            <a href={applicationsPath}>Enterprise applications</a> <span class="push small num">{count}</span>
          </>,
          <>
            <a href={startPath}>App Configuration Wizard</a>{' '}
            <span class="push small">Add, assign and set up, one step after another</span>
          </>,
        ]}
      />
    </AdminPage>
  )
}
