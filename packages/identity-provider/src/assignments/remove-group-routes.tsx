import { csrfToken, readForm } from '@postern/kit/form'
import { Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import type { Hono } from 'hono'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { applicationsPath, usersAndGroupsPath } from '../enterprise-applications/paths.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import { groupProblem } from '../groups/problems.ts'
import { groups } from '../groups/store.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { assignments } from './store.ts'

const path = `${applicationsPath}/:id/users-and-groups/groups/:group/remove` as const

/** The end of a group's assignment. */
export function removeGroupRoutes(routes: Hono<Env>, tenant: Tenant): void {
  routes.get(path, async (web) => {
    const { application, group } = await named(web)
    const back = usersAndGroupsPath(application.id)
    return web.html(
      <ApplicationPage {...{ web, tenant, application }} title={`Remove ${group.displayName}`} tab={back}>
        <Lose
          title={`Remove ${group.displayName} from ${application.name}?`}
          lost={[
            'Its members can no longer sign in from here, unless they are assigned themselves or through another group.',
            `Sessions that ${application.name} has opened already stay until it ends them.`,
            'The group and its members stay.',
          ]}
          action={`${back}/groups/${group.id}/remove`}
          csrf={csrfToken(web)}
          button={`Remove ${group.displayName}`}
          keep={{ href: back, label: 'Keep the assignment' }}
        />
      </ApplicationPage>,
    )
  })
  routes.post(path, async (web) => {
    const { application, group } = await named(web)
    await readForm(web)
    await assignments(web.var.world.store).removeGroup(application.id, group.id)
    return web.redirect(`${usersAndGroupsPath(application.id)}?done=removed`, 303)
  })
}

/** The application and the group that the address names. Problem `group-missing`. */
async function named(web: Web) {
  const application = await requireApplication(web)
  const group = await groups(web.var.world.store).find(web.req.param('group') ?? '')
  if (!group) throw groupProblem('group-missing', {})
  return { application, group }
}
