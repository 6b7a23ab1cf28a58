import { csrfToken, readForm } from '@postern/kit/form'
import { Head, Lose } from '@postern/kit/html'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { authenticators } from './authenticator.ts'
import { userCrumbs, userPath, usersPath } from './paths.ts'
import { requireUser } from './require-user.ts'

/** Taking a person's authenticator app away: the telephone is lost. The gate of the console stands before it. */
export function userAuthenticatorRoutes(of: {
  readonly tenant: Tenant
  readonly endSessions: (userId: string) => Promise<void>
}): Hono<Env> {
  const { tenant, endSessions } = of
  const routes = new Hono<Env>()
  const path = `${usersPath}/:id/authenticator` as const
  routes.get(path, async (web) => {
    const user = await requireUser(web)
    const name = user.displayName
    const back = userPath(user.id)
    return web.html(
      <AdminPage web={web} tenant={tenant} title={`Remove authenticator app of ${name}`} current={usersPath}>
        <Head crumbs={[...userCrumbs, { label: name, href: back }]} title="Remove authenticator app" />
        <Lose
          title={`Remove the authenticator app of ${name}?`}
          lost={[
            'From then on the password alone lets this person in, until an app is added under My account.',
            'All sessions of this person here end.',
          ]}
          action={`${back}/authenticator`}
          csrf={csrfToken(web)}
          button="Remove authenticator app"
          keep={{ href: back, label: 'Keep it' }}
        />
      </AdminPage>,
    )
  })
  routes.post(path, async (web) => {
    const user = await requireUser(web)
    await readForm(web)
    await authenticators(web.var.world.store, web.var.world.seal).remove(user.id)
    await endSessions(user.id)
    return web.redirect(`${userPath(user.id)}?done=authenticator`, 303)
  })
  return routes
}
