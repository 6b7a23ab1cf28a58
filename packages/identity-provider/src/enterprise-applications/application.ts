export type SingleSignOnMethod = 'saml' | 'disabled'

/** The identity provider's record of a service provider: an application that people are signed in to. */
export interface EnterpriseApplication {
  /** The Application ID: GUID, part of the metadata's address. */
  readonly id: string
  readonly name: string
  readonly templateId: string
  /** The service provider's entityID, compared exactly; the audience. Of several the default one. */
  readonly identifier: string | undefined
  /** Other entityIDs under which it sends requests; none of them is another application's. */
  readonly furtherIdentifiers: readonly string[]
  /** The Assertion Consumer Service URL. Of several the default one. */
  readonly replyUrl: string | undefined
  /** Other places where a response is sent when a request asks for it. There are no more than these. */
  readonly furtherReplyUrls: readonly string[]
  /** Where a tile leads. Absent: sign-in starts here (IdP-initiated). */
  readonly signOnUrl: string | undefined
  /** Sent along with an answer that nobody asked for (IdP-initiated). */
  readonly relayState: string | undefined
  /** Where LogoutRequests and LogoutResponses to the application go. */
  readonly logoutUrl: string | undefined
  /** What was selected under *Single sign-on*; undefined until something was. */
  readonly method: SingleSignOnMethod | undefined
  /** *Enabled for users to sign in?* */
  readonly enabled: boolean
  /** *Assignment required?*: No lets everybody of the directory in. */
  readonly assignmentRequired: boolean
  /** *Visible to users?*: whether it has a tile in My Apps. */
  readonly visible: boolean
  /** Whether a refused request is answered at its Reply URL; usually a page here tells why. */
  readonly returnsErrors: boolean
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

/** Where a response may be sent, in the order of AssertionConsumerServiceIndex; the default one is the first. */
export const replyUrlsOf = (application: ConfiguredApplication): readonly string[] => [
  application.replyUrl,
  ...application.furtherReplyUrls,
]

/** What *Properties* changes. */
export type ApplicationProperties = Pick<
  EnterpriseApplication,
  'name' | 'enabled' | 'assignmentRequired' | 'visible' | 'returnsErrors'
>

/** Before *Basic SAML Configuration* is saved. */
export const noAddresses = {
  identifier: undefined,
  furtherIdentifiers: [],
  replyUrl: undefined,
  furtherReplyUrls: [],
  signOnUrl: undefined,
  relayState: undefined,
  logoutUrl: undefined,
} satisfies Partial<EnterpriseApplication>
