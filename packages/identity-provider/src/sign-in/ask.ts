/** What an application asked for and was found to be entitled to ask: an AuthnRequest that passed every check before sign-in. */
export interface Ask {
  readonly applicationId: string
  /** The AuthnRequest's ID. */
  readonly inResponseTo: string
  /** The Identifier under which it was sent. */
  readonly identifier: string
  /** Registered: compared with the application's own when it was judged. */
  readonly replyUrl: string
  readonly relayState?: string | undefined
  readonly nameIdFormat?: string | undefined
  /** Acceptable classes of RequestedAuthnContext; empty: any. */
  readonly classRefs: readonly string[]
  readonly forceAuthn: boolean
  readonly isPassive: boolean
  readonly loginHint?: string | undefined
  /** `whr`: the domain that the person belongs to. */
  /** Of the attempt: what a person reads out and the sign-in logs find. */
  readonly correlationId?: string
  /** The AuthnRequest as it came, for the sign-in logs; undefined where it was too large to keep. */
  readonly xml?: string | undefined
  readonly domainHint?: string | undefined
}
