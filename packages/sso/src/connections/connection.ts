import type { Certificate, Endpoint, Legacy } from '@postern/saml'
import type { ApplicationId } from '../applications/application.ts'

declare const brand: unique symbol
export type ConnectionId = string & { readonly [brand]: 'Connection' }

export function connectionId(text: string): ConnectionId {
  return text as ConnectionId
}

/** What the identity provider's metadata said when it was imported. */
export interface IdentityProvider {
  readonly entityId: string
  readonly singleSignOn: readonly Endpoint[]
  readonly singleLogout?: Endpoint
  /** Every signing certificate, current and next: each is tried. */
  readonly certificates: readonly Certificate[]
}

/** Our trust with one identity provider. */
export interface Connection {
  readonly id: ConnectionId
  /** *Identity provider name*: what people see when they choose. */
  readonly name: string
  /** `draft`: set-up is not finished; `paused`: nobody signs in by it until it is resumed. */
  readonly state: 'draft' | 'active' | 'paused'
  /** *App ID URI*: our entityId, replyUrl and signOnUrl toward this identity provider, all three in one. */
  readonly address: string
  readonly applicationId?: ApplicationId
  readonly identityProvider?: IdentityProvider
  readonly accounts: {
    /** *Create users in Bitbucket's internal Directory if needed*. */
    readonly create: boolean
    readonly groups: readonly string[]
  }
  /** Whom this identity provider may vouch for: lower-case ASCII domains, compared whole. Empty: nobody yet. */
  readonly knownDomains: readonly string[]
  /** Whether an answer that nobody asked for (started by the identity provider) is accepted. */
  readonly unsolicited: boolean
  readonly clockSkewSeconds: number
  readonly legacy: readonly Legacy[]
  /** Epoch milliseconds. */
  readonly createdAt: number
}

/** The path of a connection's address; the words in it are those that the tutorial's identity provider shows. */
export function addressPath(id: string): string {
  return `/plugins/servlet/no.kantega.saml/sp/${id}/login`
}

/** What still keeps people from signing in by this connection, in the order in which it is set up. */
export type Missing = 'metadata' | 'finish' | 'application' | 'known-domains' | 'paused'

export function missing(connection: Connection): readonly Missing[] {
  const lacks: Missing[] = []
  if (!connection.identityProvider) lacks.push('metadata')
  if (connection.state === 'draft') lacks.push('finish')
  if (!connection.applicationId) lacks.push('application')
  if (connection.knownDomains.length === 0) lacks.push('known-domains')
  if (connection.state === 'paused') lacks.push('paused')
  return lacks
}

/** A connection by which people can sign in. */
export type ReadyConnection = Connection & {
  readonly state: 'active'
  readonly applicationId: ApplicationId
  readonly identityProvider: IdentityProvider
}

export function isReady(connection: Connection): connection is ReadyConnection {
  return missing(connection).length === 0
}
