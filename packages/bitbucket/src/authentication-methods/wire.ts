import { z } from 'zod'
import { defaults, type Protocol, type Provider, type ProviderSettings } from './provider.ts'

const text = z.string().max(4_000).nullish()
const flag = z.boolean().nullish()
const words = z.array(z.string().max(255)).max(100).nullish()

/** IdpConfigEntity of bitbucket.md 1c. What this host cannot do (Crowd) is read, so that it can be refused by name. */
export const wireProvider = z.object({
  id: z.number().nullish(),
  name: text,
  enabled: flag,
  'sso-type': z.enum(['NONE', 'SAML', 'OIDC']).nullish(),
  'idp-type': z.enum(['GENERIC', 'CROWD']).nullish(),
  buttonText: text,
  'enable-remember-me': flag,
  'include-customer-logins': flag,
  'jit-configuration': z
    .object({
      'user-provisioning-enabled': flag,
      'mapping-display-name': text,
      'mapping-email': text,
      'mapping-groups': text,
      'additional-openid-scopes': words,
    })
    .nullish(),
  'issuer-url': text,
  'client-id': text,
  'client-secret': text,
  'discovery-enabled': flag,
  'authorization-endpoint': text,
  'token-endpoint': text,
  'userinfo-endpoint': text,
  'additional-scopes': words,
  'username-claim': text,
  'sso-issuer': text,
  'sso-url': text,
  certificate: z.string().max(20_000).nullish(),
  'username-attribute': text,
})

export type WireProvider = z.infer<typeof wireProvider>

const protocols: Readonly<Record<string, Protocol>> = { OIDC: 'openid', SAML: 'saml' }

/** `before` with what the call gives; absent and null leave a property as it was. */
export function merge(wire: WireProvider, before: ProviderSettings = defaults): ProviderSettings {
  const jit = wire['jit-configuration']
  const protocol = protocols[wire['sso-type'] ?? ''] ?? before.protocol
  return {
    protocol,
    name: wire.name ?? before.name,
    enabled: wire.enabled ?? before.enabled,
    buttonText: wire.buttonText ?? before.buttonText,
    issuerUrl: wire[protocol === 'saml' ? 'sso-issuer' : 'issuer-url'] ?? before.issuerUrl,
    clientId: wire['client-id'] ?? before.clientId,
    usernameClaim: wire['username-claim'] ?? before.usernameClaim,
    additionalScopes: wire['additional-scopes'] ?? before.additionalScopes,
    discoveryEnabled: wire['discovery-enabled'] ?? before.discoveryEnabled,
    authorizationEndpoint: wire['authorization-endpoint'] ?? before.authorizationEndpoint,
    tokenEndpoint: wire['token-endpoint'] ?? before.tokenEndpoint,
    userinfoEndpoint: wire['userinfo-endpoint'] ?? before.userinfoEndpoint,
    ssoUrl: wire['sso-url'] ?? before.ssoUrl,
    certificate: wire.certificate ?? before.certificate,
    usernameAttribute: wire['username-attribute'] ?? before.usernameAttribute,
    enableRememberMe: wire['enable-remember-me'] ?? before.enableRememberMe,
    includeCustomerLogins: wire['include-customer-logins'] ?? before.includeCustomerLogins,
    jit: {
      userProvisioningEnabled: jit?.['user-provisioning-enabled'] ?? before.jit.userProvisioningEnabled,
      mappingDisplayName: jit?.['mapping-display-name'] ?? before.jit.mappingDisplayName,
      mappingEmail: jit?.['mapping-email'] ?? before.jit.mappingEmail,
      mappingGroups: jit?.['mapping-groups'] ?? before.jit.mappingGroups,
      additionalOpenidScopes: jit?.['additional-openid-scopes'] ?? before.jit.additionalOpenidScopes,
    },
  }
}

/** As the calls answer it. The client secret is not in it: what is kept is never shown again. */
export function toWire(of: Provider) {
  return {
    id: of.id,
    name: of.name,
    enabled: of.enabled,
    'sso-type': of.protocol === 'saml' ? 'SAML' : 'OIDC',
    'idp-type': 'GENERIC',
    buttonText: of.buttonText,
    'enable-remember-me': of.enableRememberMe,
    'include-customer-logins': of.includeCustomerLogins,
    'last-updated': new Date(of.lastUpdated).toISOString(),
    'jit-configuration': {
      'user-provisioning-enabled': of.jit.userProvisioningEnabled,
      'mapping-display-name': of.jit.mappingDisplayName,
      'mapping-email': of.jit.mappingEmail,
      'mapping-groups': of.jit.mappingGroups,
      'additional-openid-scopes': of.jit.additionalOpenidScopes,
    },
    ...(of.protocol === 'saml' ? samlOnWire(of) : openidOnWire(of)),
  }
}

const samlOnWire = (of: Provider) => ({
  'sso-issuer': of.issuerUrl,
  'sso-url': of.ssoUrl,
  certificate: of.certificate,
  'username-attribute': of.usernameAttribute,
})

const openidOnWire = (of: Provider) => ({
  'issuer-url': of.issuerUrl,
  'client-id': of.clientId,
  'discovery-enabled': of.discoveryEnabled,
  'authorization-endpoint': of.authorizationEndpoint,
  'token-endpoint': of.tokenEndpoint,
  'userinfo-endpoint': of.userinfoEndpoint,
  'additional-scopes': of.additionalScopes,
  'username-claim': of.usernameClaim,
})
