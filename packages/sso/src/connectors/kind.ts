import type { Checked, Connector } from './connector.ts'
import type { AuthenticationMethods } from './registration.ts'
import type { RestTarget } from './rest.ts'

/**
 * A kind of application that can be connected: all that this server knows of it. A new one is one file that gives this, one
 * line in `kinds.ts`, and a run of the conformance suite (`conformance.ts`) against the real application.
 */
export interface ApplicationKind {
  /** What people call it: "Bitbucket". */
  readonly label: string
  /** Is it there, and of a version that can be used? Asked without a credential. Problem: why not. */
  identify(target: RestTarget): Promise<Checked>
  /** Whose rights a call with this credential has; '' where the application does not say. */
  callerName(target: RestTarget): Promise<string>
  connector(target: RestTarget): Connector
  /** Our place among the ways to sign in to it. */
  authenticationMethods(target: RestTarget): AuthenticationMethods
  /** Where our OpenID provider sends people back to. */
  redirectUri(baseUrl: string): string
}
