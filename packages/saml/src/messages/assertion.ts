export interface NameId {
  readonly value: string
  readonly format?: string
  readonly nameQualifier?: string
  readonly spNameQualifier?: string
}

/** Issuer: text and the attributes that a check judges (ISS-3). */
export interface Issuer {
  readonly value: string
  readonly format?: string
}

/** One Attribute as it stood; FriendlyName is kept for the reader of the message and never decides (ATTR-3). */
export interface Attribute {
  readonly name: string
  readonly nameFormat?: string
  readonly friendlyName?: string
  readonly values: readonly string[]
}

export interface SubjectConfirmation {
  readonly method: string
  readonly recipient?: string
  readonly inResponseTo?: string
  readonly address?: string
  /** Times are kept as written: the row that judges them also judges their form (TIME-3). */
  readonly notBefore?: string
  readonly notOnOrAfter?: string
}

export interface Conditions {
  readonly notBefore?: string
  readonly notOnOrAfter?: string
  /** One inner list for each AudienceRestriction: all must match, by any of their audiences (AUD-2). */
  readonly audienceRestrictions: readonly (readonly string[])[]
  readonly oneTimeUse: boolean
  /** Qualified names of conditions that we do not know (COND-1). */
  readonly unknown: readonly string[]
}

export interface AuthnStatement {
  readonly authnInstant: string
  readonly sessionIndex?: string
  readonly sessionNotOnOrAfter?: string
  readonly authnContextClassRef?: string
}

export interface Assertion {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly issuer: Issuer
  readonly nameId?: NameId
  readonly confirmations: readonly SubjectConfirmation[]
  readonly conditions?: Conditions
  readonly authnStatements: readonly AuthnStatement[]
  readonly attributes: readonly Attribute[]
}

/** An Attribute to write. With no values it is omitted, as Entra omits a claim whose source is empty. */
export interface AttributeToWrite {
  readonly name: string
  readonly values: readonly string[]
  readonly nameFormat?: string
}

/** Times are epoch milliseconds. */
export interface AssertionToWrite {
  readonly id: string
  readonly issueInstant: number
  readonly nameId: { readonly value: string; readonly format?: string }
  readonly audience: string
  readonly recipient: string
  readonly notBefore: number
  readonly notOnOrAfter: number
  /** Default: the same as `notOnOrAfter`, as Entra writes it. */
  readonly confirmationNotOnOrAfter?: number
  readonly authnInstant: number
  /** Default: …:ac:classes:Password */
  readonly authnContextClassRef?: string
  /** Default: the assertion's id, as Entra writes it. */
  readonly sessionIndex?: string
  /** In the order in which they are written. */
  readonly attributes: readonly AttributeToWrite[]
}
