import type { FieldError } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { signInPath } from '../sessions/local-path.ts'
import { type SignedIn, signedIn } from '../sessions/sessions.ts'
import { judgePassword } from '../sign-in/password.ts'
import { refusalSentence } from '../sign-in/sentences.ts'
import { accountPath } from './frame.tsx'

/** Runs `work` for whoever is signed in; anybody else signs in first. */
export async function withPerson(
  web: Web,
  work: (person: SignedIn) => Response | Promise<Response>,
): Promise<Response> {
  const person = await signedIn(web)
  if (person) return work(person)
  return web.redirect(signInPath(web.req.method === 'GET' ? web.req.path : accountPath), 303)
}

/** Guesses at the current password count like those on the sign-in page. */
export async function judgeCurrentPassword(
  web: Web,
  person: SignedIn,
  password: string,
): Promise<readonly FieldError[]> {
  const verdict = await judgePassword(web, person.user.userPrincipalName, password)
  if ('user' in verdict) return []
  const message =
    verdict.refused === 'AADSTS50053'
      ? refusalSentence(verdict.refused, verdict.waitUntil, web.var.now)
      : 'This is not your current password.'
  return [{ id: 'password', message }]
}
