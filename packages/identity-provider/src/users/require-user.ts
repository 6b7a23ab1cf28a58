import type { Web } from '@postern/kit/http'
import { userProblem } from './problems.ts'
import { users } from './store.ts'
import type { User } from './user.ts'

/** The user that the address names (`:id`). Problem `user-missing`. */
export async function requireUser(web: Web, parameter: 'id' | 'user' = 'id'): Promise<User> {
  const user = await users(web.var.world.store).find(web.req.param(parameter) ?? '')
  if (!user) throw userProblem('user-missing', {})
  return user
}
