export type SingleSignOnMethod = 'saml' | 'disabled'

/** The identity provider's record of a service provider: an application that people are signed in to. */
export interface EnterpriseApplication {
  /** The Application ID: GUID, part of the metadata's address. */
  readonly id: string
  readonly name: string
  readonly templateId: string
  /** The service provider's entityID, compared exactly; the audience. */
  readonly identifier: string | undefined
  /** The Assertion Consumer Service URL: the only place where a response is ever sent. */
  readonly replyUrl: string | undefined
  /** Where a tile leads. Absent: sign-in starts here (IdP-initiated). */
  readonly signOnUrl: string | undefined
  /** What was selected under *Single sign-on*; undefined until something was. */
  readonly method: SingleSignOnMethod | undefined
  readonly enabled: boolean
  readonly createdAt: number
}

/** One that signs in by SAML and whose Basic SAML Configuration is complete. */
export type ConfiguredApplication = EnterpriseApplication & {
  readonly identifier: string
  readonly replyUrl: string
}

export function isConfigured(application: EnterpriseApplication): application is ConfiguredApplication {
  const { method, identifier, replyUrl } = application
  return method === 'saml' && identifier !== undefined && replyUrl !== undefined
}
