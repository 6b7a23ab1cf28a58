import type { Web } from '@postern/kit/http'
import type { Problem } from '@postern/saml'
import { binders } from './binder.ts'
import type { Posted } from './posted.ts'
import { signInProblem } from './problems.ts'
import type { SignIn } from './sign-in.ts'
import type { SignIns } from './store.ts'

/** Who began the sign-in that an answer belongs to. */
export type Begun =
  /** This browser did, here; it is taken and cannot be taken again. */
  | { readonly by: 'this-browser'; readonly signIn: SignIn }
  /** The identity provider did: nobody here waits for an answer. */
  | { readonly by: 'identity-provider' }
  /** Perhaps this browser: its cookie did not cross the sites, so our own page sends the answer once more. */
  | { readonly by: 'unknown-browser' }
  | { readonly by: 'nobody'; readonly problem: Problem }

const relayStateOfOurs = /^[\w-]{43}$/

/**
 * Takes the sign-in that the RelayState names. `inResponseTo` is what the message claims, unverified: it only decides
 * which refusal is told; the table judges it again, verified.
 */
export async function takeBegun(
  web: Web,
  posted: Posted,
  of: { readonly signIns: SignIns; readonly connectionId: string; readonly inResponseTo: string | undefined },
): Promise<Begun> {
  const { now } = web.var
  const id = posted.relayState ?? ''
  const none: Begun =
    of.inResponseTo === undefined
      ? { by: 'identity-provider' }
      : { by: 'nobody', problem: signInProblem('relay-state-unknown', { cookie: binders(web).length > 0 }) }
  if (!relayStateOfOurs.test(id)) return none
  const known = binders(web)
  const waits = await of.signIns.find(id)
  if (!waits || waits.connectionId !== of.connectionId) return none
  if (waits.expiresAt <= now) {
    const minutes = Math.floor((now - waits.begunAt) / 60_000)
    return { by: 'nobody', problem: signInProblem('relay-state-expired', { minutes }) }
  }
  if (known.length === 0 && !posted.resubmitted) return { by: 'unknown-browser' }
  const signIn = await of.signIns.take({ id, connectionId: of.connectionId, binders: known, now })
  if (signIn) return { by: 'this-browser', signIn }
  if (known.includes(waits.binder)) return none
  const cookie = known.length === 0 ? 'missing' : 'other'
  return { by: 'nobody', problem: signInProblem('wrong-browser', { cookie }) }
}
