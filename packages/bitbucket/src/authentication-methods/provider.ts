import { readCertificates } from '@postern/saml'
import type { Facts } from '../audit/index.ts'
import { isProviderAddress } from './address.ts'

/** By which protocol people come. */
export type Protocol = 'openid' | 'saml'

/** What the host knows of one identity provider, but for its id and secret. Names are those of the screen, in our spelling. */
export interface ProviderSettings {
  readonly protocol: Protocol
  readonly name: string
  readonly enabled: boolean
  readonly buttonText: string
  /** Issuer URL of OpenID Connect, *Single sign-on issuer* of SAML: names the provider alone, in both. */
  readonly issuerUrl: string
  readonly clientId: string
  readonly usernameClaim: string
  readonly additionalScopes: readonly string[]
  readonly discoveryEnabled: boolean
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  readonly userinfoEndpoint: string
  /** Of SAML: where people are sent, what signatures are checked with (PEM), and where the name is found. */
  readonly ssoUrl: string
  readonly certificate: string
  readonly usernameAttribute: string
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

/** What stands where nothing is given (bitbucket.md 1c: the username comes from `${sub}`, with SAML from `${NameID}`). */
export const defaults: ProviderSettings = {
  protocol: 'openid',
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
  ssoUrl: '',
  certificate: '',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is Bitbucket's own, kept as a string
  usernameAttribute: '${NameID}',
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

/** What the audit log is told of a provider; there is no secret among it. */
export const factsOf = (of: ProviderSettings): Facts => ({
  Name: of.name,
  Enabled: of.enabled,
  'Button text': of.buttonText,
  Issuer: of.issuerUrl,
  'Client ID': of.clientId,
  'Username mapping': of.protocol === 'saml' ? of.usernameAttribute : of.usernameClaim,
  'Additional scopes': of.additionalScopes,
  'Single sign-on URL': of.ssoUrl,
  Certificate: of.certificate,
  'Authorization endpoint': of.authorizationEndpoint,
  'Token endpoint': of.tokenEndpoint,
  'User info endpoint': of.userinfoEndpoint,
  'Just-in-time provisioning': of.jit.userProvisioningEnabled,
  'Display name mapping': of.jit.mappingDisplayName,
  'Email mapping': of.jit.mappingEmail,
  'Groups mapping': of.jit.mappingGroups,
})

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
  jitFaults(of.jit, check)
  if (of.protocol === 'saml') samlFaults(of, check)
  else openidFaults(of, secretGiven, check)
  return faults
}

type Check = (fine: boolean, field: string, message: string) => void
const names = (template: string) => /\$\{[^{}$]+\}/.test(template) && template.length <= 255

/** What is mapped nowhere could only be guessed at each log-in, and refused to everybody. */
function jitFaults(jit: ProviderSettings['jit'], check: Check): void {
  if (!jit.userProvisioningEnabled) return
  const mapped = (text: string) => text.trim() !== '' && text.length <= 255
  check(
    mapped(jit.mappingDisplayName),
    'mapping-display-name',
    'Display name is needed to create users on login.',
  )
  check(mapped(jit.mappingEmail), 'mapping-email', 'Email is needed to create users on login.')
  check(
    mapped(jit.mappingGroups),
    'mapping-groups',
    'Groups is needed to create users on login: without it they would lose all.',
  )
}

function samlFaults(of: ProviderSettings, check: Check): void {
  const issued = of.issuerUrl.trim() !== '' && of.issuerUrl.length <= 1_024
  check(issued, 'sso-issuer', 'Single sign-on issuer is needed: the entity ID of the identity provider.')
  check(
    isProviderAddress(of.ssoUrl),
    'sso-url',
    'Identity provider single sign-on URL must start with https:// (http:// only for localhost and 127.0.0.1).',
  )
  check(
    isCertificate(of.certificate),
    'certificate',
    'X.509 certificate is not one: paste the text between and with its BEGIN and END lines.',
  )
  check(
    names(of.usernameAttribute),
    'username-attribute',
    'Username mapping must hold an attribute in braces, such as $' + '{NameID}.',
  )
}

function isCertificate(text: string): boolean {
  try {
    return text.length <= 20_000 && readCertificates(text).length === 1
  } catch {
    return false
  }
}

function openidFaults(of: ProviderSettings, secretGiven: boolean, check: Check): void {
  check(
    isProviderAddress(of.issuerUrl) && !of.issuerUrl.includes('?'),
    'issuer-url',
    'Issuer URL must start with https:// (http:// only for localhost and 127.0.0.1) and have no query.',
  )
  const hasClient = of.clientId.trim() !== '' && of.clientId.length <= 255
  check(hasClient, 'client-id', 'Client ID is needed: copy it from the identity provider.')
  check(secretGiven, 'client-secret', 'Client secret is needed: copy it from the identity provider.')
  check(
    names(of.usernameClaim),
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
}

function endpointFaults(of: ProviderSettings, check: Check): void {
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
