/*
 * Assertion (Core 2): what an identity provider says about a person. Read by position and full name from an
 * element whose shape was judged, and always from the octets whose digest was signed. Times and formats are
 * kept as they were written: the rows of the table judge them, so that an administrator sees what stood
 * there and not what we made of it.
 */

import { type Decryption, decrypt } from '../encryption/decrypt.ts'
import type { Element } from '../xml/element.ts'
import { checkRoot, headingOf, issuerOf, nameIdOf, readNameId, uriText } from './fields.ts'
import { SAML } from './names.ts'

/**
 * A NameID with all that qualifies it: two of one value under different qualifiers are two people (NID-3).
 */
export interface NameId {
  readonly value: string
  readonly format?: string | undefined
  readonly nameQualifier?: string | undefined
  readonly spNameQualifier?: string | undefined
}

/** Issuer: text and the attributes that a check judges (ISS-3). */
export interface Issuer {
  readonly value: string
  readonly format?: string | undefined
}

/** One Attribute as it stood; FriendlyName is kept for the reader of the message and never decides (ATTR-3). */
export interface Attribute {
  readonly name: string
  readonly nameFormat?: string | undefined
  readonly friendlyName?: string | undefined
  readonly values: readonly string[]
}

/**
 * Who may present the assertion, where, until when, and in answer to what. Rows judge it; nothing is assumed.
 */
export interface SubjectConfirmation {
  readonly method: string
  readonly recipient?: string | undefined
  readonly inResponseTo?: string | undefined
  readonly address?: string | undefined
  /** Times are kept as written: the row that judges them also judges their form (TIME-3). */
  readonly notBefore?: string | undefined
  readonly notOnOrAfter?: string | undefined
}

/** Under what conditions the assertion holds. */
export interface Conditions {
  readonly notBefore?: string | undefined
  readonly notOnOrAfter?: string | undefined
  /** One inner list for each AudienceRestriction: all must match, by any of their audiences (AUD-2). */
  readonly audienceRestrictions: readonly (readonly string[])[]
  readonly oneTimeUse: boolean
  /** Qualified names of conditions that we do not know (COND-1). */
  readonly unknown: readonly string[]
}

/** When and how the person signed in, and until when that counts. */
export interface AuthnStatement {
  readonly authnInstant: string
  readonly sessionIndex?: string | undefined
  readonly sessionNotOnOrAfter?: string | undefined
  readonly authnContextClassRef?: string | undefined
}

/** An Assertion as it stood in the octets that were read. */
export interface Assertion {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly issuer: Issuer
  readonly nameId?: NameId | undefined
  readonly confirmations: readonly SubjectConfirmation[]
  readonly conditions?: Conditions | undefined
  readonly authnStatements: readonly AuthnStatement[]
  readonly attributes: readonly Attribute[]
}

/**
 * Reads an Assertion element whose shape was judged: of the octets that were digested, when it is to be believed. An EncryptedID is decrypted
 * with `decryption`, which is given only there.
 */
export function readAssertion(element: Element, decryption?: Decryption): Assertion {
  const subject = element.child(SAML, 'Subject')
  const conditions = element.child(SAML, 'Conditions')
  return {
    ...headingOf(element),
    issuer: issuerOf(element) ?? { value: '' },
    nameId: subject && (nameIdOf(subject) ?? decryptedNameId(subject, decryption)),
    confirmations: subject?.childrenNamed(SAML, 'SubjectConfirmation').map(readConfirmation) ?? [],
    conditions: conditions && readConditions(conditions),
    authnStatements: element.childrenNamed(SAML, 'AuthnStatement').map(readAuthnStatement),
    attributes: element
      .childrenNamed(SAML, 'AttributeStatement')
      .flatMap((statement) => statement.childrenNamed(SAML, 'Attribute').map(readAttribute)),
  }
}

/**
 * Under the signature of the assertion that it stands in: changed by nobody, though encryption alone proves
 * nothing.
 */
function decryptedNameId(subject: Element, decryption: Decryption | undefined): NameId | undefined {
  const encrypted = subject.child(SAML, 'EncryptedID')
  if (encrypted === undefined || decryption === undefined) return undefined
  const element = decrypt(encrypted, decryption, true)
  checkRoot(element, SAML, 'NameID')
  return readNameId(element)
}

/** SubjectConfirmationData may be absent: then there is no recipient and no end, and the rows refuse. */
function readConfirmation(element: Element): SubjectConfirmation {
  const data = element.child(SAML, 'SubjectConfirmationData')
  return {
    method: element.attribute('Method') ?? '',
    recipient: data?.attribute('Recipient'),
    inResponseTo: data?.attribute('InResponseTo'),
    address: data?.attribute('Address'),
    notBefore: data?.attribute('NotBefore'),
    notOnOrAfter: data?.attribute('NotOnOrAfter'),
  }
}

const knownConditions: ReadonlySet<string> = new Set([
  'AudienceRestriction',
  'OneTimeUse',
  'ProxyRestriction',
])

/**
 * Conditions that we do not know are kept by name: one of them makes the assertion indeterminate (COND-1).
 */
function readConditions(element: Element): Conditions {
  return {
    notBefore: element.attribute('NotBefore'),
    notOnOrAfter: element.attribute('NotOnOrAfter'),
    audienceRestrictions: element
      .childrenNamed(SAML, 'AudienceRestriction')
      .map((restriction) => restriction.children().map(uriText)),
    oneTimeUse: element.child(SAML, 'OneTimeUse') !== undefined,
    unknown: element
      .children()
      .map((child) => child.name)
      .filter((name) => !knownConditions.has(name)),
  }
}

/** Only the class of the context is read; declarations are for parties that agreed on them. */
function readAuthnStatement(element: Element): AuthnStatement {
  const classRef = element.child(SAML, 'AuthnContext')?.child(SAML, 'AuthnContextClassRef')
  return {
    authnInstant: element.attribute('AuthnInstant') ?? '',
    sessionIndex: element.attribute('SessionIndex'),
    sessionNotOnOrAfter: element.attribute('SessionNotOnOrAfter'),
    authnContextClassRef: classRef && uriText(classRef),
  }
}

/** eduPersonTargetedID, the one attribute whose value is an element by its definition. */
const targetedId: ReadonlySet<string> = new Set(['urn:oid:1.3.6.1.4.1.5923.1.1.1.10', 'eduPersonTargetedID'])

/** xsi:type is not looked at: a value is its text (ATTR-5); any element in it but that one is refused (TXT-2). */
function readAttribute(element: Element): Attribute {
  const name = element.attribute('Name') ?? ''
  return {
    name,
    nameFormat: element.attribute('NameFormat'),
    friendlyName: element.attribute('FriendlyName'),
    values: targetedId.has(name) ? element.children().map(targetedIdValue) : element.childTexts(),
  }
}

/** Text, or the NameID alone. */
function targetedIdValue(value: Element): string {
  const [only, ...more] = value.children()
  const alone = only?.is(SAML, 'NameID') && more.length === 0 && !value.hasText()
  return alone && only !== undefined ? only.text() : value.text()
}
