import type { Web } from '@postern/kit/http'
import { becomeFamiliar } from '../sessions/familiar.ts'
import { signInSessions, stays } from '../sessions/sessions.ts'
import { keepUnfinished, type Unfinished, unfinishedSessions } from '../sessions/unfinished.ts'
import { record } from '../sign-in-logs/record.ts'
import { authenticators } from '../users/authenticator.ts'
import { users } from '../users/store.ts'
import { codePath, newPasswordPath, requestPath } from './paths.ts'

const interruptions = {
  [codePath]: {
    code: 'AADSTS50076',
    reason: 'The code of the authenticator app is asked for.',
  },
  [newPasswordPath]: {
    code: 'AADSTS50055',
    reason: 'The password was given by an administrator and has to be changed.',
  },
} as const

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
  const { id: userId, userPrincipalName: userName } = credentials.user
  if (next !== undefined) {
    await record(web, { outcome: 'Interrupted', ...interruptions[next], userId, userName })
    await keepUnfinished(web, of)
    return web.redirect(next, 303)
  }
  await unfinishedSessions(store).close(web)
  await signInSessions(store).open(web, {
    subject: of.userId,
    facts: { factors: factor === undefined ? 'one' : 'two' },
    ...(of.stay ? { keepFor: stays } : {}),
  })
  becomeFamiliar(web, userName)
  // One that goes on to an application is written down with its answer.
  if (!of.path.startsWith(requestPath(''))) {
    const factors = factor === undefined ? 'Single-factor' : 'Multi-factor'
    await record(web, { outcome: 'Success', userId, userName, factors })
  }
  return web.redirect(of.path, 303)
}

function nextPage(needsCode: boolean, mustChange: boolean): keyof typeof interruptions | undefined {
  if (needsCode) return codePath
  return mustChange ? newPasswordPath : undefined
}
