import type { Certificate, Endpoint, Legacy } from '@postern/saml'
import type { ApplicationId } from '../applications/application.ts'
import type { Edition } from '../presets/preset.ts'

import type { Choices } from './choices.ts'

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
  /** Every signing certificate that it shows, current and next. Only those that somebody compared are believed. */
  readonly certificates: readonly Certificate[]
  /** Where it came from. */
  readonly source?: MetadataSource
}

export interface MetadataSource {
  readonly from: 'file' | 'address' | 'text'
  /** Of what was fetched. */
  readonly address?: string
  /** The host that was typed to confirm that it may be in our own network. */
  readonly confirmedHost?: string
  /** It is read again every hour, and what is new there is taken in. */
  readonly followed?: boolean
  /** Epoch milliseconds. */
  readonly readAt: number
}

/** How reading the published metadata anew went. Epoch milliseconds. */
export interface Refresh {
  readonly triedAt: number
  /** Since when no attempt succeeded, and why the last did not. */
  readonly failing?: { readonly since: number; readonly why: string }
}

/** The questions of the set-up that are kept when they are answered; the summary that ends it is none. */
export type SetupStepId =
  | 'subscription-level'
  | 'app-properties'
  | 'metadata-import'
  | 'name-and-sso-location'
  | 'signature-verification'
  | 'bitbucket-user-accounts'

/** Our trust with one identity provider. */
export interface Connection {
  readonly id: ConnectionId
  /** *Identity provider name*: what people see when they choose. */
  readonly name: string
  /** `draft`: set-up is not finished; `paused`: nobody signs in by it until it is resumed. */
  readonly state: 'draft' | 'active' | 'paused'
  /** *App ID URI*: our entityId, replyUrl and signOnUrl toward this identity provider, all three in one. */
  readonly address: string
  /** What it was added as, by the id of a preset: for words only. */
  readonly preset: string
  /** *Subscription level*: for words only. */
  readonly edition: Edition
  /** Steps of the set-up that were answered. */
  readonly setup: readonly SetupStepId[]
  readonly applicationId?: ApplicationId
  readonly identityProvider?: IdentityProvider
  /** When its address was first come to by somebody who is no administrator, and from where. */
  readonly reached?: { readonly at: number; readonly from: string }
  /** Metadata that was imported while it serves, and waits to be compared. */
  readonly pendingImport?: IdentityProvider
  /** Absent while it was never tried. */
  readonly refresh?: Refresh
  /** *SSO location*, where it was typed and is not the one of the metadata. */
  readonly ssoLocation?: string
  /** SHA-256 of the certificates that somebody compared with the other screen. */
  readonly verifiedCertificates: readonly string[]
  readonly accounts: {
    /** *Create users in Bitbucket's internal Directory if needed*. */
    readonly create: boolean
    readonly groups: readonly string[]
    /** False where the groups are only typed, since no application could be asked. */
    readonly lookedUp?: boolean
  }
  /** Whom this identity provider may vouch for: lower-case ASCII domains, compared whole. Empty: nobody yet. */
  readonly knownDomains: readonly string[]
  /** It may vouch for people of every domain, and of none. Confirmed by typing it. */
  readonly anyDomain: boolean
  /** Whether an answer that nobody asked for (started by the identity provider) is accepted. */
  readonly unsolicited: boolean
  readonly clockSkewSeconds: number
  readonly legacy: readonly Legacy[]
  readonly choices: Choices
  /** Epoch milliseconds. */
  readonly createdAt: number
}

/** The path of a connection's address; the words in it are those that the tutorial's identity provider shows. */
export function addressPath(id: string): string {
  return `${addressRoot}${id}/login`
}

/** Where the identity provider sends what it has to say about signing out: its *Logout URL*. */
export const logoutPath = (id: string): string => `${addressRoot}${id}/logout`

export const logoutAddress = ({ id, address }: Pick<Connection, 'id' | 'address'>): string =>
  new URL(logoutPath(id), address).href

const addressRoot = '/plugins/servlet/no.kantega.saml/sp/'

/** Whether it is the address of a connection, this one or another, of the service whose address `ours` is. */
export const isOurAddress = (text: string, ours: string) =>
  text.startsWith(`${new URL(ours).origin}${addressRoot}`)

/** What still keeps people from signing in by this connection, in the order in which it is set up. */
export type Missing = 'metadata' | 'finish' | 'signature' | 'known-domains' | 'application' | 'paused'

export function missing(connection: Connection): readonly Missing[] {
  const lacks: Missing[] = []
  if (!connection.identityProvider) lacks.push('metadata')
  if (connection.state === 'draft') lacks.push('finish')
  if (connection.identityProvider && believedCertificates(connection).length === 0) lacks.push('signature')
  if (connection.knownDomains.length === 0 && !connection.anyDomain) lacks.push('known-domains')
  if (!connection.applicationId) lacks.push('application')
  if (connection.state === 'paused') lacks.push('paused')
  return lacks
}

/**
 * The certificates whose signatures are believed: shown by the metadata, and compared by an administrator. Without the
 * second, whoever can put a file or an answer into the import could sign in as anyone.
 */
export function believedCertificates(
  of: Pick<Connection, 'identityProvider' | 'verifiedCertificates'>,
): readonly Certificate[] {
  const shown = of.identityProvider?.certificates ?? []
  return shown.filter(({ sha256 }) => of.verifiedCertificates.includes(sha256))
}

/** A connection whose identity provider can be asked, and its answers be verified: enough for a test, before Finish too. */
export type TestableConnection = Connection & { readonly identityProvider: IdentityProvider }

export function isTestable(connection: Connection): connection is TestableConnection {
  return connection.identityProvider !== undefined && believedCertificates(connection).length > 0
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
