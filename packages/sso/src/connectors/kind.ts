import type { Problem } from '@postern/saml/problem'
import type { Checked, Connector } from './connector.ts'
import type { Way } from './credential.ts'
import type { AuthenticationMethods } from './registration.ts'
import type { RestTarget } from './rest.ts'

/** What came of trying a credential: the problem, or none. */
export interface Trial {
  readonly way: Way
  readonly userName: string
  readonly problem: Problem | undefined
}

/** One thing that people want of an application, and whether they will get it; `unknown` until it is tried. */
export interface Prospect {
  readonly what: string
  readonly works: 'yes' | 'no' | 'unknown'
  /** Why, and what to do about it, in whole sentences. */
  readonly says: string
}

/**
 * A kind of application that can be connected: all that this server knows of it. A new one is one file that gives this, one
 * line in `kinds.ts`, and a run of the conformance suite (`conformance.ts`) against the real application.
 */
export interface ApplicationKind {
  /** What people call it: "Bitbucket". */
  readonly label: string
  /** Sentences of the page that connects it; `password` and `session` may be chosen beside `link`. */
  readonly words: Readonly<
    Record<
      | 'lead'
      | 'baseUrl'
      | 'link'
      | 'linkSteps'
      | 'linkSecret'
      | 'password'
      | 'session'
      | 'account'
      | 'straight',
      string
    >
  >
  /** Is it there, and of a version that can be used? Asked without a credential. Problem: why not. */
  identify(target: RestTarget): Promise<Checked>
  /** What will work with the one that was found, and what will not. Changes nothing there. */
  prospects(of: {
    readonly target: RestTarget
    readonly found: Checked
    readonly trial?: Trial | undefined
  }): Promise<readonly Prospect[]>
  /** Whose rights a call with this credential has; '' where the application does not say. */
  callerName(target: RestTarget): Promise<string>
  connector(target: RestTarget): Connector
  /** Our place among the ways to sign in to it. */
  authenticationMethods(target: RestTarget): AuthenticationMethods
  /** Where our OpenID provider sends people back to. */
  redirectUri(baseUrl: string): string
  /**
   * Where a browser ends its session there. It tells a proxy in front of the application that we sent the browser: else one
   * that leads log-outs to us would do so in a circle.
   */
  logOut(baseUrl: string): string
}
