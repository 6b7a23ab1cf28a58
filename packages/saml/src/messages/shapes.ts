/*
 * The shapes of the messages, after the schemas saml-schema-protocol-2.0 and saml-schema-assertion-2.0: each
 * constant is a complex type, its parts in the schema's order. What differs from the schema is said where it
 * does.
 */

import { limits } from '../xml/limits.ts'
import { nameVocabulary, uriVocabulary } from '../xml/vocabulary.ts'
import type { Part, Particle, Shape } from './grammar.ts'
import { DS, SAML, SAMLP } from './names.ts'

const text: Shape = { content: 'text' }
const empty: Shape = { content: 'empty' }
const open: Shape = { content: 'open', anyAttribute: true }
const signature: Shape = { optional: ['Id'], content: 'signature' }
const nameIdentifier: Shape = {
  optional: ['Format', 'NameQualifier', 'SPNameQualifier', 'SPProvidedID'],
  content: 'text',
}

/** Parts of the two namespaces; a shape that contains itself is given as a function. */
const saml = (name: string, shape: Shape | (() => Shape)): Part => part(SAML, name, shape)
const samlp = (name: string, shape: Shape | (() => Shape)): Part => part(SAMLP, name, shape)
const part = (namespace: string, name: string, shape: Shape | (() => Shape)): Part => ({
  namespace,
  name,
  uri: uriVocabulary.known(namespace),
  local: nameVocabulary.known(name),
  shape: typeof shape === 'function' ? shape : () => shape,
})

/** How often: at most once, exactly once, any number, at least once. */
const optional = (...of: readonly Part[]): Particle => ({ of, min: 0, max: 1 })
const one = (...of: readonly Part[]): Particle => ({ of, min: 1, max: 1 })
const many = (...of: readonly Part[]): Particle => ({ of, min: 0, max: limits.nodes })
const some = (...of: readonly Part[]): Particle => ({ of, min: 1, max: limits.nodes })

const issuer = saml('Issuer', nameIdentifier)
const signed = part(DS, 'Signature', signature)
const extensions = samlp('Extensions', open)
const identifier = [saml('BaseID', open), saml('NameID', nameIdentifier), saml('EncryptedID', open)]

const subjectConfirmation: Shape = {
  required: ['Method'],
  content: [
    optional(...identifier),
    optional(
      saml('SubjectConfirmationData', {
        optional: ['NotBefore', 'NotOnOrAfter', 'Recipient', 'InResponseTo', 'Address'],
        anyAttribute: true,
        content: 'open',
      }),
    ),
  ],
}

const subject: Shape = {
  content: [optional(...identifier), many(saml('SubjectConfirmation', subjectConfirmation))],
}

const conditions: Shape = {
  optional: ['NotBefore', 'NotOnOrAfter'],
  content: [
    many(
      saml('Condition', open),
      saml('AudienceRestriction', { content: [some(saml('Audience', text))] }),
      saml('OneTimeUse', empty),
      saml('ProxyRestriction', { optional: ['Count'], content: [many(saml('Audience', text))] }),
    ),
  ],
}

const authnContext: Shape = {
  content: [
    optional(saml('AuthnContextClassRef', text)),
    optional(saml('AuthnContextDecl', open), saml('AuthnContextDeclRef', text)),
    many(saml('AuthenticatingAuthority', text)),
  ],
}

const authnStatement: Shape = {
  required: ['AuthnInstant'],
  optional: ['SessionIndex', 'SessionNotOnOrAfter'],
  content: [
    optional(saml('SubjectLocality', { optional: ['Address', 'DNSName'], content: 'empty' })),
    one(saml('AuthnContext', authnContext)),
  ],
}

const attribute: Shape = {
  required: ['Name'],
  optional: ['NameFormat', 'FriendlyName'],
  anyAttribute: true,
  content: [many(saml('AttributeValue', open))],
}

const attributeStatement: Shape = {
  content: [some(saml('Attribute', attribute), saml('EncryptedAttribute', open))],
}

export const assertionShape: Shape = {
  required: ['ID', 'Version', 'IssueInstant'],
  content: [
    one(issuer),
    optional(signed),
    optional(saml('Subject', subject)),
    optional(saml('Conditions', conditions)),
    optional(saml('Advice', open)),
    many(
      saml('Statement', open),
      saml('AuthnStatement', authnStatement),
      saml('AuthzDecisionStatement', { ...open, optional: ['Resource', 'Decision'] }),
      saml('AttributeStatement', attributeStatement),
    ),
  ],
}

/** Encrypted content is judged when it is decrypted; what stands around it, when it is read. */
const encryptedAssertion: Shape = { content: 'open' }

const statusCode: Shape = {
  required: ['Value'],
  content: [optional(samlp('StatusCode', () => statusCode))],
}

const status: Shape = {
  content: [
    one(samlp('StatusCode', statusCode)),
    optional(samlp('StatusMessage', text)),
    optional(samlp('StatusDetail', open)),
  ],
}

const heading = [optional(issuer), optional(signed), optional(extensions)] as const
const requestAttributes = { required: ['ID', 'Version', 'IssueInstant'] } as const

export const responseShape: Shape = {
  ...requestAttributes,
  optional: ['InResponseTo', 'Destination', 'Consent'],
  content: [
    ...heading,
    one(samlp('Status', status)),
    many(saml('Assertion', assertionShape), saml('EncryptedAssertion', encryptedAssertion)),
  ],
}

export const logoutResponseShape: Shape = {
  ...requestAttributes,
  optional: ['InResponseTo', 'Destination', 'Consent'],
  content: [...heading, one(samlp('Status', status))],
}

/** NameID is not demanded here: an identity provider answers its absence with an error of its own (AADSTS7500530). */
export const logoutRequestShape: Shape = {
  ...requestAttributes,
  optional: ['Destination', 'Consent', 'Reason', 'NotOnOrAfter'],
  content: [...heading, optional(...identifier), many(samlp('SessionIndex', text))],
}

const requestedAuthnContext: Shape = {
  optional: ['Comparison'],
  content: [some(saml('AuthnContextClassRef', text), saml('AuthnContextDeclRef', text))],
}

const idpList: Shape = {
  content: [
    some(samlp('IDPEntry', { required: ['ProviderID'], optional: ['Name', 'Loc'], content: 'empty' })),
    optional(samlp('GetComplete', text)),
  ],
}

export const authnRequestShape: Shape = {
  ...requestAttributes,
  optional: [
    'Destination',
    'Consent',
    'ForceAuthn',
    'IsPassive',
    'ProtocolBinding',
    'ProviderName',
    'AssertionConsumerServiceIndex',
    'AssertionConsumerServiceURL',
    'AttributeConsumingServiceIndex',
  ],
  content: [
    ...heading,
    optional(saml('Subject', subject)),
    optional(
      samlp('NameIDPolicy', { optional: ['Format', 'SPNameQualifier', 'AllowCreate'], content: 'empty' }),
    ),
    optional(saml('Conditions', conditions)),
    optional(samlp('RequestedAuthnContext', requestedAuthnContext)),
    optional(
      samlp('Scoping', {
        optional: ['ProxyCount'],
        content: [optional(samlp('IDPList', idpList)), many(samlp('RequesterID', text))],
      }),
    ),
  ],
}
