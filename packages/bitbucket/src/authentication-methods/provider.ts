import { isProviderAddress } from './address.ts'

/** What the host knows of one identity provider, but for its id and secret. Names are those of the screen, in our spelling. */
export interface ProviderSettings {
  readonly name: string
  readonly enabled: boolean
  readonly buttonText: string
  readonly issuerUrl: string
  readonly clientId: string
  readonly usernameClaim: string
  readonly additionalScopes: readonly string[]
  readonly discoveryEnabled: boolean
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  readonly userinfoEndpoint: string
  readonly enableRememberMe: boolean
  readonly includeCustomerLogins: boolean
  readonly jit: {
    readonly userProvisioningEnabled: boolean
    readonly mappingDisplayName: string
    readonly mappingEmail: string
    readonly mappingGroups: string
    readonly additionalOpenidScopes: readonly string[]
  }
}

export interface Provider extends ProviderSettings {
  readonly id: number
  /** Epoch milliseconds. */
  readonly lastUpdated: number
}

/** What stands where nothing is given (bitbucket.md 1c: the username comes from `${sub}`). */
export const defaults: ProviderSettings = {
  name: '',
  enabled: true,
  buttonText: '',
  issuerUrl: '',
  clientId: '',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is Bitbucket's own, kept as a string
  usernameClaim: '${sub}',
  additionalScopes: [],
  discoveryEnabled: true,
  authorizationEndpoint: '',
  tokenEndpoint: '',
  userinfoEndpoint: '',
  enableRememberMe: false,
  includeCustomerLogins: false,
  jit: {
    userProvisioningEnabled: false,
    mappingDisplayName: '',
    mappingEmail: '',
    mappingGroups: '',
    additionalOpenidScopes: [],
  },
}

/** A field by its name on the wire, which is also its name in the form, and what to do about it. */
export interface ProviderFault {
  readonly field: string
  readonly message: string
}

const scopeShape = /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/

/** Judges the settings. `secretGiven`: a secret is sent now or is already kept. */
export function providerFaults(of: ProviderSettings, secretGiven: boolean): readonly ProviderFault[] {
  const faults: ProviderFault[] = []
  const check = (fine: boolean, field: string, message: string) => {
    if (!fine) faults.push({ field, message })
  }
  const named = (text: string) => text.trim() !== '' && text.length <= 255
  check(named(of.name), 'name', 'Name needs 1 to 255 characters.')
  check(of.buttonText.length <= 100, 'buttonText', 'Login button text may have at most 100 characters.')
  check(
    isProviderAddress(of.issuerUrl) && !of.issuerUrl.includes('?'),
    'issuer-url',
    'Issuer URL must start with https:// (http:// only for localhost and 127.0.0.1) and have no query.',
  )
  check(named(of.clientId), 'client-id', 'Client ID is needed: copy it from the identity provider.')
  check(secretGiven, 'client-secret', 'Client secret is needed: copy it from the identity provider.')
  check(
    /\$\{[^{}$]+\}/.test(of.usernameClaim) && of.usernameClaim.length <= 255,
    'username-claim',
    // Without a claim in it the template would sign everybody in as one user.
    'Username mapping must hold a claim in braces, such as $' + '{preferred_username}.',
  )
  check(
    of.additionalScopes.length <= 20 && of.additionalScopes.every((scope) => scopeShape.test(scope)),
    'additional-scopes',
    'Additional scopes are single words, at most 20.',
  )
  endpointFaults(of, check)
  return faults
}

function endpointFaults(
  of: ProviderSettings,
  check: (fine: boolean, field: string, message: string) => void,
): void {
  const rules = [
    ['authorization-endpoint', 'Authorization endpoint', of.authorizationEndpoint, !of.discoveryEnabled],
    ['token-endpoint', 'Token endpoint', of.tokenEndpoint, !of.discoveryEnabled],
    ['userinfo-endpoint', 'User info endpoint', of.userinfoEndpoint, false],
  ] as const
  for (const [field, label, value, needed] of rules) {
    const fine = value === '' ? !needed : isProviderAddress(value)
    check(fine, field, `${label} must be an address that starts with https:// while discovery is off.`)
  }
}
