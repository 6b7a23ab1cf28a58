/*
 * The part of Entra's metadata that is not SAML. It is data, and stands apart so that the writer can be
 * read.
 */

import { type Tag, tag } from '../xml/writer.ts'

const FED = 'http://docs.oasis-open.org/wsfed/federation/200706'
const AUTH = 'http://docs.oasis-open.org/wsfed/authorization/200706'
const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
const WSA = 'http://www.w3.org/2005/08/addressing'

/** The claim types that Entra offers, in its order (entra.md 2): URI, DisplayName, Description. */
const claimTypes = [
  [
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
    'Name',
    'The name that the person signs in with.',
  ],
  [
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier',
    'Subject',
    'Identifies the person to this application and stays the same.',
  ],
  ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname', 'Given Name', 'Given name.'],
  ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname', 'Surname', 'Family name.'],
  ['http://schemas.microsoft.com/identity/claims/displayname', 'Display Name', 'Name to show.'],
  ['http://schemas.microsoft.com/identity/claims/nickname', 'Nick Name', 'Nickname.'],
  [
    'http://schemas.microsoft.com/ws/2008/06/identity/claims/authenticationinstant',
    'Authentication Instant',
    'When the person authenticated, in UTC.',
  ],
  [
    'http://schemas.microsoft.com/ws/2008/06/identity/claims/authenticationmethod',
    'Authentication Method',
    'How the person authenticated.',
  ],
  [
    'http://schemas.microsoft.com/identity/claims/objectidentifier',
    'ObjectIdentifier',
    'Identifies the person in the directory and stays the same.',
  ],
  ['http://schemas.microsoft.com/identity/claims/tenantid', 'TenantId', 'Identifies the directory.'],
  [
    'http://schemas.microsoft.com/identity/claims/identityprovider',
    'IdentityProvider',
    'Who authenticated the person.',
  ],
  ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress', 'Email', 'Mail address.'],
  [
    'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
    'Groups',
    'Groups that the person is a member of.',
  ],
  [
    'http://schemas.microsoft.com/identity/claims/accesstoken',
    'External Access Token',
    'Access token of an external identity provider.',
  ],
  [
    'http://schemas.microsoft.com/ws/2008/06/identity/claims/expiration',
    'External Access Token Expiration',
    'When the external access token expires, in UTC.',
  ],
  [
    'http://schemas.microsoft.com/identity/claims/openid2_id',
    'External OpenID 2.0 Identifier',
    'Identifier given by an external identity provider.',
  ],
  [
    'http://schemas.microsoft.com/claims/groups.link',
    'GroupsOverageClaim',
    'Where to ask for the groups when they are too many to list.',
  ],
  [
    'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
    'Role Claim',
    'Roles that the person has in the application.',
  ],
  [
    'http://schemas.microsoft.com/ws/2008/06/identity/claims/wids',
    'RoleTemplate Id Claim',
    'Directory roles that the person has.',
  ],
] as const

/**
 * The two WS-Federation RoleDescriptors that stand before IDPSSODescriptor in Entra's metadata. Nothing answers at
 * `location`; they are here so that a service provider that trips over them trips over ours too.
 */
export function roleDescriptors(entityId: string, location: string, keys: readonly Tag[]): readonly Tag[] {
  const tokenService = descriptor(
    'fed:SecurityTokenServiceType',
    ...keys,
    tag('fed:ClaimTypesOffered', {}, ...claimTypes.map(claimType)),
    tag('fed:SecurityTokenServiceEndpoint', {}, reference(location)),
    tag('fed:PassiveRequestorEndpoint', {}, reference(location)),
  )
  const application = descriptor(
    'fed:ApplicationServiceType',
    ...keys,
    tag('fed:TargetScopes', {}, reference(entityId)),
    tag('fed:ApplicationServiceEndpoint', {}, reference(location)),
    tag('fed:PassiveRequestorEndpoint', {}, reference(location)),
  )
  return [tokenService, application]
}

/** `xsi:type` with a prefix: what makes naive validators fail, and is to be published all the same. */
function descriptor(type: string, ...children: readonly Tag[]): Tag {
  const attributes = {
    'xsi:type': type,
    protocolSupportEnumeration: FED,
    'xmlns:xsi': XSI,
    'xmlns:fed': FED,
  }
  return tag('RoleDescriptor', attributes, ...children)
}

/** Each declares its own namespace, as Entra's does. */
function claimType([uri, displayName, description]: (typeof claimTypes)[number]): Tag {
  return tag(
    'auth:ClaimType',
    { Uri: uri, 'xmlns:auth': AUTH },
    tag('auth:DisplayName', {}, displayName),
    tag('auth:Description', {}, description),
  )
}

/** A WS-Addressing reference to an address. */
const reference = (address: string): Tag =>
  tag('wsa:EndpointReference', { 'xmlns:wsa': WSA }, tag('wsa:Address', {}, address))
