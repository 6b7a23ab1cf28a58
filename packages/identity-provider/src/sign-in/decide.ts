import { fold } from '../fold.ts'
import type { SignedIn } from '../sessions/sessions.ts'
import type { Ask } from './ask.ts'

/** What comes next for a request: an answer, the sign-in page, or an answer that nobody could be asked. */
export type Next = 'answer' | 'sign-in' | 'no-passive'

/** The wishes of a request that the session decides on (entra.md 1.2). */
type Wishes = Pick<Ask, 'forceAuthn' | 'isPassive' | 'loginHint'>

/**
 * `askedAt` is when the request came, undefined where it came just now. A password given since then is fresh: it satisfies
 * ForceAuthn, and settles who is meant whatever the hint said. `other`: the person wants to use another account.
 */
export function decide(
  wishes: Wishes,
  of: { person: SignedIn | undefined; askedAt: number | undefined; other: boolean },
): Next {
  const ask: Next = wishes.isPassive ? 'no-passive' : 'sign-in'
  const { person, askedAt, other } = of
  if (!person) return ask
  if (other) return ask
  if (askedAt !== undefined && person.authenticatedAt >= askedAt) return 'answer'
  if (wishes.forceAuthn) return ask
  const hint = wishes.loginHint
  return hint !== undefined && fold(hint) !== fold(person.user.userPrincipalName) ? ask : 'answer'
}
