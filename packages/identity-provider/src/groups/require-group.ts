import type { Web } from '@postern/kit/http'
import type { Group } from './group.ts'
import { groupProblem } from './problems.ts'
import { groups } from './store.ts'

/** The group that the address names (`:id`). Problem `group-missing`. */
export async function requireGroup(web: Web): Promise<Group> {
  const group = await groups(web.var.world.store).find(web.req.param('id') ?? '')
  if (!group) throw groupProblem('group-missing', {})
  return group
}
