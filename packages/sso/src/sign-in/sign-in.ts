import type { ActivityId } from '../activity/activity.ts'
import type { ConnectionId } from '../connections/connection.ts'

/** Where a person goes when the sign-in is complete. */
export type ReturnTo =
  /** An application waits for the answer of our OpenID provider. */
  | { readonly to: 'interaction'; readonly uid: string }
  /** An application waits for the answer of our SAML provider. */
  | { readonly to: 'saml'; readonly id: string }
  /** The connection is tested, by an administrator or by a link: what comes back is shown, and nobody is let in. */
  | { readonly to: 'test'; readonly link?: true }
  /** Nobody waits: the application is entered by its own door. */
  | { readonly to: 'entrance' }

/** A sign-in that was sent to the identity provider and is not back yet. */
export interface SignIn {
  /** The RelayState: nobody can guess it, and it tells nothing. */
  readonly id: string
  /** ID of the AuthnRequest, which the answer must name. */
  readonly requestId: string
  readonly connectionId: ConnectionId
  readonly returnTo: ReturnTo
  /** SHA-256 of the cookie of the browser that began. */
  readonly binder: string
  /** The person must be seen anew (ForceAuthn). */
  readonly fresh: boolean
  /** Its row of activity. */
  readonly activityId: ActivityId
  /** Epoch milliseconds. */
  readonly begunAt: number
  readonly expiresAt: number
}

/** How long a person may take at the identity provider. */
export const signInLife = 15 * 60_000
