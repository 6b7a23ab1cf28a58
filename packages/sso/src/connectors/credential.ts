import { administratorSession } from './administrator-session.ts'
import type { RestTarget } from './rest.ts'

/** An administrator of the application, by user name and password. */
export interface PasswordCredential {
  readonly userName: string
  readonly password: string
}

/** The same, used to log in as a browser does: for an application that takes no Basic authentication. */
export interface SessionCredential extends PasswordCredential {
  readonly through: 'session'
}

/** What an administrator allowed us through an application link (OAuth 2.0). */
export interface LinkCredential {
  /** Who allowed it. */
  readonly userName: string
  readonly link: { readonly clientId: string; readonly clientSecret: string }
  readonly tokens: LinkTokens
}

export interface LinkTokens {
  readonly accessToken: string
  /** Good for one use. */
  readonly refreshToken: string
  /** Of the access token, epoch milliseconds. */
  readonly expiresAt: number
}

/** As whom we call the application's REST API. */
export type Credential = PasswordCredential | SessionCredential | LinkCredential

/** Calls with a credential as it is at this moment. */
export function targetWith(
  credential: Credential,
  of: { readonly baseUrl: string; readonly random: RestTarget['random'] },
): RestTarget {
  const { userName } = credential
  if ('through' in credential)
    return { ...of, userName, session: administratorSession(of.baseUrl, credential) }
  return 'password' in credential
    ? { ...of, userName, password: credential.password }
    : { ...of, userName, accessToken: async () => credential.tokens.accessToken }
}
