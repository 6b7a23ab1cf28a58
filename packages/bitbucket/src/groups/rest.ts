import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Author, Directory } from '../directory/index.ts'
import type { Version } from '../instance/index.ts'
import { api, type Calls, json, page, rangeOf, readBody, required } from '../rest/index.ts'
import { detailedUser } from '../users/json.ts'
import { requireGroupName } from './group-name.ts'

export interface GroupsRest {
  readonly plays: Version
  readonly directory: Directory
  readonly calls: Calls
  readonly publicUrl: URL
}

const names = z.array(z.string()).max(1_000)
const userAndGroups = z.object({ user: z.string(), groups: names })
const groupAndUsers = z.object({ group: z.string(), users: names })
const picked = z.object({ context: z.string(), itemName: z.string() })

const detailedGroup = (name: string) => ({ name, deletable: true })

/** `/admin/groups`, `/groups` and who is in which (bitbucket.md 2.1, 2.2). */
export function groupsRest(of: GroupsRest): Hono<Env> {
  const app = new Hono<Env>()
  groupCalls(app, of)
  joinings(app, of)
  members(app, of)
  return app
}

function groupCalls(app: Hono<Env>, { directory, calls }: GroupsRest): void {
  const admin = `${api}/admin/groups`
  const list = (web: Web) => directory.groups.list({ text: web.req.query('filter') }, rangeOf(web))
  app.get(
    admin,
    calls.licensed(async (web) => page(web, await list(web), detailedGroup)),
  )
  app.get(
    `${api}/groups`,
    calls.licensed(async (web) => page(web, await list(web), (name) => name)),
  )
  app.post(
    admin,
    calls.administrator(async (web, caller) => {
      const name = requireGroupName(required(web, 'name'))
      await directory.membership.createGroup(caller, name)
      return json(web, detailedGroup(name))
    }),
  )
  app.delete(
    admin,
    calls.administrator(async (web, caller) => {
      const name = await directory.groups.require(required(web, 'name'))
      await directory.membership.deleteGroup(caller, name)
      return json(web, detailedGroup(name))
    }),
  )
}

function joinings(app: Hono<Env>, { directory, calls }: GroupsRest): void {
  const { membership } = directory
  const on = (path: string, change: (web: Web, caller: Author) => Promise<void>) =>
    app.post(
      `${api}/admin/${path}`,
      calls.administrator(async (web, caller) => {
        await change(web, caller)
        // Without it a client that parses what has no stated end fails on nothing (seen with openapi-fetch).
        return web.body(null, 200, { 'content-length': '0' })
      }),
    )
  on('users/add-groups', async (web, caller) => {
    const { user, groups } = await readBody(web, userAndGroups)
    await directory.users.require(user)
    await membership.join(caller, [user], groups)
  })
  on('groups/add-users', async (web, caller) => {
    const { group, users } = await readBody(web, groupAndUsers)
    await membership.join(caller, users, [group])
  })
  on('users/add-group', async (web, caller) => {
    const { context: user, itemName: group } = await readBody(web, picked)
    await membership.join(caller, [user], [group])
  })
  on('groups/add-user', async (web, caller) => {
    const { context: group, itemName: user } = await readBody(web, picked)
    await membership.join(caller, [user], [group])
  })
  on('users/remove-group', async (web, caller) => {
    const { context: user, itemName: group } = await readBody(web, picked)
    await membership.leave(caller, user, group)
  })
  on('groups/remove-user', async (web, caller) => {
    const { context: group, itemName: user } = await readBody(web, picked)
    await membership.leave(caller, user, group)
  })
}

/** The context is a user's name under `users`, whose groups are listed, and a group's under `groups`. */
function members(app: Hono<Env>, { directory, calls, publicUrl, plays }: GroupsRest): void {
  const filter = (web: Web) => ({ text: web.req.query('filter') })
  for (const member of [true, false]) {
    const path = member ? 'more-members' : 'more-non-members'
    app.get(
      `${api}/admin/users/${path}`,
      calls.licensed(async (web) => {
        const user = await directory.users.find(required(web, 'context'))
        const which = member ? { withUser: user?.id ?? 0 } : { withoutUser: user?.id ?? 0 }
        return page(
          web,
          await directory.groups.list({ ...filter(web), ...which }, rangeOf(web)),
          detailedGroup,
        )
      }),
    )
    app.get(
      `${api}/admin/groups/${path}`,
      calls.licensed(async (web) => {
        const group = required(web, 'context')
        const which = member ? { inGroup: group } : { notInGroup: group }
        const found = await directory.users.list({ ...filter(web), ...which }, rangeOf(web))
        return page(web, found, (user) => detailedUser(user, publicUrl, plays))
      }),
    )
  }
}
