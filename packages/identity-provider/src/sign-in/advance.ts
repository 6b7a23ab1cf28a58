import type { Web } from '@postern/kit/http'
import { becomeFamiliar } from '../sessions/familiar.ts'
import { signInSessions, stays } from '../sessions/sessions.ts'
import { keepUnfinished, type Unfinished, unfinishedSessions } from '../sessions/unfinished.ts'
import { authenticators } from '../users/authenticator.ts'
import { users } from '../users/store.ts'

export const codePath = '/sign-in/code'
export const newPasswordPath = '/sign-in/new-password'

/**
 * After the right password: to the code of the authenticator app, then to the password that has to be changed, then in. The
 * code comes first: who found a password that is good for one sign-in must not choose the next one.
 */
export async function advance(web: Web, of: Unfinished): Promise<Response> {
  const { store, seal } = web.var.world
  const credentials = await users(store).credentials(of.userId)
  if (!credentials) return web.redirect('/sign-in', 303)
  const factor = await authenticators(store, seal).since(of.userId)
  const next = nextPage(factor !== undefined && !of.code, credentials.mustChangePassword)
  if (next !== undefined) {
    await keepUnfinished(web, of)
    return web.redirect(next, 303)
  }
  await unfinishedSessions(store).close(web)
  await signInSessions(store).open(web, {
    subject: of.userId,
    facts: { factors: factor === undefined ? 'one' : 'two' },
    ...(of.stay ? { keepFor: stays } : {}),
  })
  becomeFamiliar(web, credentials.user.userPrincipalName)
  return web.redirect(of.path, 303)
}

function nextPage(needsCode: boolean, mustChange: boolean): string | undefined {
  if (needsCode) return codePath
  return mustChange ? newPasswordPath : undefined
}
