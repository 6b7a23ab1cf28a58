import { loginPath } from '../person/index.ts'
import type { Provider } from './provider.ts'
import type { SsoConfiguration } from './sso-configuration.ts'

/** What the log-in page offers. */
export interface LoginOptions {
  readonly providers: readonly Provider[]
  readonly form: boolean
}

/** Without an identity provider the form shows whatever was chosen: hiding it would shut everybody out. */
export function loginOptions(enabled: readonly Provider[], configuration: SsoConfiguration): LoginOptions {
  return { providers: enabled, form: configuration['show-login-form'] || enabled.length === 0 }
}

/** What stands on the button that leads to the identity provider. */
export const buttonOf = (provider: Provider): string =>
  provider.buttonText.trim() || `Log in with ${provider.name}`

/** Starts a sign-in at one identity provider. `next` is the path to end at. */
export function startPath(provider: { readonly id: number }, next: string): string {
  return loginPath(next).replace('/login', `/plugins/servlet/external-login/${provider.id}`)
}
