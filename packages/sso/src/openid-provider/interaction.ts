import type { Web } from '@postern/kit/http'
import type { Session } from '@postern/kit/session'
import type { Problem } from '@postern/saml/problem'
import type { Account, AccountId } from '../accounts/account.ts'

/** A request of an application that waits until we know who the person is. */
export interface Interaction {
  readonly uid: string
  readonly clientId: string
  readonly loginHint?: string
  readonly maxAgeSeconds?: number
  /** The application asks for a new sign-in (`prompt=login`). */
  readonly fresh: boolean
  /** Epoch milliseconds. */
  readonly startedAt: number
}

/** Reads the interaction that `/sign-in/:uid` names; Problems `interaction-unknown`, where it is over or of another browser. */
export async function readInteraction(_web: Web): Promise<Interaction> {
  throw new Error('not written yet')
}

/**
 * Whether this session answers what the application asks: somebody who signed in recently enough, and the one it hints
 * at. A session that was opened for this very interaction (`facts.interaction` is its uid) answers it: the sign-in was
 * made to ask, and a hint is no more than a hint.
 */
export function acceptable(
  _session: Session,
  _account: Account,
  _interaction: Omit<Interaction, 'clientId' | 'startedAt'>,
  _now: number,
): boolean {
  throw new Error('not written yet')
}

/** Answers the application's request with this account; gives the address to redirect the browser to. */
export async function finishInteraction(
  _web: Web,
  _of: { readonly accountId: AccountId; readonly authenticatedAt: number },
): Promise<string> {
  throw new Error('not written yet')
}

/** Ends the application's request with `access_denied`; gives the address to redirect the browser to. */
export async function abortInteraction(_web: Web, _problem: Problem): Promise<string> {
  throw new Error('not written yet')
}
