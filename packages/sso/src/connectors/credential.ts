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

/** How we get our rights there: an application link, Basic authentication, or a session as in a browser. */
export type Way = 'link' | 'password' | 'session'

export const wayLabels: Readonly<Record<Way, string>> = {
  link: 'OAuth 2.0 application link',
  password: 'User name and password',
  session: 'User name and password, by a session',
}

export function wayOf(of: Credential): Way {
  if ('link' in of) return 'link'
  return 'through' in of ? of.through : 'password'
}

type Place = Pick<RestTarget, 'baseUrl' | 'random'>

/** For calls that are made without a credential. */
export const anonymousTarget = ({ baseUrl, random }: Place): RestTarget => ({
  baseUrl,
  random,
  userName: '',
  password: '',
})

/** Calls with a credential as it is at this moment. */
export function targetWith(credential: Credential, of: Place): RestTarget {
  const { userName } = credential
  if ('through' in credential)
    return { ...of, userName, session: administratorSession(of.baseUrl, credential) }
  return 'password' in credential
    ? { ...of, userName, password: credential.password }
    : { ...of, userName, accessToken: async () => credential.tokens.accessToken }
}
