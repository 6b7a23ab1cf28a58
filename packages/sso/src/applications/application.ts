import type { KindName } from '../connectors/kinds.ts'

/** Names one application; letters and digits only, so that it can stand in addresses. */
export type ApplicationId = string & { readonly brand: 'ApplicationId' }

/** By which an application learns who somebody is; it is registered there for one of the two. */
export type Protocol = 'openid' | 'saml'

/** What people sign in to. Its secrets stay in the store; see `Applications.secrets`. */
export interface Application {
  readonly id: ApplicationId
  readonly name: string
  readonly kind: KindName
  /** With a context path where there is one, never with a slash at the end. */
  readonly baseUrl: string
  /** What its version said of itself when it was connected. */
  readonly version: string
  readonly protocol: Protocol
  readonly openid: {
    readonly clientId: string
    readonly redirectUri: string
    /** The id of our entry in the application's own list of identity providers. */
    readonly providerId: string
  }
  /** Whether it sends people straight to sign-in instead of showing its own login form. */
  readonly straight: boolean
  readonly createdAt: number
}

export function applicationId(text: string): ApplicationId {
  return text as ApplicationId
}

/** Where a proxy in front of the application leads those who log out of it. */
export const signOutPath = (id: string) => `/sign-out/from/${id}`
