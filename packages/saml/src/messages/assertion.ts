import { type Decryption, decrypt } from '../encryption/decrypt.ts'
import type { Element } from '../xml/document.ts'
import { type Tag, tag } from '../xml/writer.ts'
import { checkRoot, headingOf, issuerOf, nameIdOf, present, readNameId, uriText } from './fields.ts'
import { conform } from './grammar.ts'
import { authnContexts, BEARER, nameIdFormats, SAML } from './names.ts'
import { assertionShape } from './shapes.ts'

export interface NameId {
  readonly value: string
  readonly format?: string
  readonly nameQualifier?: string
  readonly spNameQualifier?: string
}

/** Issuer: text and the attributes that a check judges (ISS-3). */
export interface Issuer {
  readonly value: string
  readonly format?: string
}

/** One Attribute as it stood; FriendlyName is kept for the reader of the message and never decides (ATTR-3). */
export interface Attribute {
  readonly name: string
  readonly nameFormat?: string
  readonly friendlyName?: string
  readonly values: readonly string[]
}

export interface SubjectConfirmation {
  readonly method: string
  readonly recipient?: string
  readonly inResponseTo?: string
  readonly address?: string
  /** Times are kept as written: the row that judges them also judges their form (TIME-3). */
  readonly notBefore?: string
  readonly notOnOrAfter?: string
}

export interface Conditions {
  readonly notBefore?: string
  readonly notOnOrAfter?: string
  /** One inner list for each AudienceRestriction: all must match, by any of their audiences (AUD-2). */
  readonly audienceRestrictions: readonly (readonly string[])[]
  readonly oneTimeUse: boolean
  /** Qualified names of conditions that we do not know (COND-1). */
  readonly unknown: readonly string[]
}

export interface AuthnStatement {
  readonly authnInstant: string
  readonly sessionIndex?: string
  readonly sessionNotOnOrAfter?: string
  readonly authnContextClassRef?: string
}

export interface Assertion {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly issuer: Issuer
  readonly nameId?: NameId
  readonly confirmations: readonly SubjectConfirmation[]
  readonly conditions?: Conditions
  readonly authnStatements: readonly AuthnStatement[]
  readonly attributes: readonly Attribute[]
}

/** An Attribute to write. With no values it is omitted, as Entra omits a claim whose source is empty. */
export interface AttributeToWrite {
  readonly name: string
  readonly values: readonly string[]
  readonly nameFormat?: string
}

/** Times are epoch milliseconds. */
export interface AssertionToWrite {
  readonly id: string
  readonly issueInstant: number
  readonly nameId: { readonly value: string; readonly format?: string }
  readonly audience: string
  readonly recipient: string
  readonly notBefore: number
  readonly notOnOrAfter: number
  /** Default: the same as `notOnOrAfter`, as Entra writes it. */
  readonly confirmationNotOnOrAfter?: number
  readonly authnInstant: number
  /** Default: …:ac:classes:Password */
  readonly authnContextClassRef?: string
  /** Default: the assertion's id, as Entra writes it. */
  readonly sessionIndex?: string
  /** In the order in which they are written. */
  readonly attributes: readonly AttributeToWrite[]
}

/**
 * Reads an Assertion element: of the octets that were digested, when it is to be believed. An EncryptedID is decrypted
 * with `decryption`, which is given only there.
 */
export function readAssertion(element: Element, decryption?: Decryption): Assertion {
  conform(element, assertionShape)
  const subject = element.child(SAML, 'Subject')
  const conditions = element.child(SAML, 'Conditions')
  const statements = element.children()
  return present({
    ...headingOf(element),
    issuer: issuerOf(element) ?? { value: '' },
    nameId: subject && (nameIdOf(subject) ?? decryptedNameId(subject, decryption)),
    confirmations: (subject?.children() ?? []).filter(named('SubjectConfirmation')).map(readConfirmation),
    conditions: conditions && readConditions(conditions),
    authnStatements: statements.filter(named('AuthnStatement')).map(readAuthnStatement),
    attributes: statements
      .filter(named('AttributeStatement'))
      .flatMap((statement) => statement.children().filter(named('Attribute')).map(readAttribute)),
  })
}

const named = (name: string) => (element: Element) => element.is(SAML, name)

function decryptedNameId(subject: Element, decryption: Decryption | undefined): NameId | undefined {
  const encrypted = subject.child(SAML, 'EncryptedID')
  if (encrypted === undefined || decryption === undefined) return undefined
  const element = decrypt(encrypted, decryption, true)
  checkRoot(element, SAML, 'NameID')
  return readNameId(element)
}

function readConfirmation(element: Element): SubjectConfirmation {
  const data = element.child(SAML, 'SubjectConfirmationData')
  return present({
    method: element.attribute('Method') ?? '',
    recipient: data?.attribute('Recipient'),
    inResponseTo: data?.attribute('InResponseTo'),
    address: data?.attribute('Address'),
    notBefore: data?.attribute('NotBefore'),
    notOnOrAfter: data?.attribute('NotOnOrAfter'),
  })
}

const knownConditions: ReadonlySet<string> = new Set([
  'AudienceRestriction',
  'OneTimeUse',
  'ProxyRestriction',
])

function readConditions(element: Element): Conditions {
  const children = element.children()
  return present({
    notBefore: element.attribute('NotBefore'),
    notOnOrAfter: element.attribute('NotOnOrAfter'),
    audienceRestrictions: children
      .filter(named('AudienceRestriction'))
      .map((restriction) => restriction.children().map(uriText)),
    oneTimeUse: children.some(named('OneTimeUse')),
    unknown: children.map((child) => child.name).filter((name) => !knownConditions.has(name)),
  })
}

function readAuthnStatement(element: Element): AuthnStatement {
  const classRef = element.child(SAML, 'AuthnContext')?.child(SAML, 'AuthnContextClassRef')
  return present({
    authnInstant: element.attribute('AuthnInstant') ?? '',
    sessionIndex: element.attribute('SessionIndex'),
    sessionNotOnOrAfter: element.attribute('SessionNotOnOrAfter'),
    authnContextClassRef: classRef && uriText(classRef),
  })
}

function readAttribute(element: Element): Attribute {
  const name = element.attribute('Name') ?? ''
  return present({
    name,
    nameFormat: element.attribute('NameFormat'),
    friendlyName: element.attribute('FriendlyName'),
    values: element.children().map(readValue(name)),
  })
}

/** eduPersonTargetedID, the one attribute whose value is an element by its definition. */
const targetedId: ReadonlySet<string> = new Set(['urn:oid:1.3.6.1.4.1.5923.1.1.1.10', 'eduPersonTargetedID'])

/** Text; or the NameID that eduPersonTargetedID holds. Any other element in a value is refused (TXT-2). */
const readValue =
  (attribute: string) =>
  (element: Element): string => {
    const [only, ...more] = element.children()
    const alone = only?.is(SAML, 'NameID') && more.length === 0 && !element.hasText()
    return alone && only !== undefined && targetedId.has(attribute) ? only.text() : element.text()
  }

const instant = (epochMilliseconds: number) => new Date(epochMilliseconds).toISOString()

/** The Assertion as Entra writes it (entra.md 1.5), without its signature, which goes after Issuer. */
export function assertionTag(
  of: AssertionToWrite,
  issuer: string,
  inResponseTo?: string,
  signature?: Tag,
): Tag {
  const attributes = of.attributes.filter((attribute) => attribute.values.length > 0)
  return tag(
    'Assertion',
    { ID: of.id, IssueInstant: instant(of.issueInstant), Version: '2.0', xmlns: SAML },
    tag('Issuer', {}, issuer),
    signature,
    subjectTag(of, inResponseTo),
    tag(
      'Conditions',
      { NotBefore: instant(of.notBefore), NotOnOrAfter: instant(of.notOnOrAfter) },
      tag('AudienceRestriction', {}, tag('Audience', {}, of.audience)),
    ),
    attributes.length > 0 ? tag('AttributeStatement', {}, ...attributes.map(attributeTag)) : undefined,
    tag(
      'AuthnStatement',
      { AuthnInstant: instant(of.authnInstant), SessionIndex: of.sessionIndex ?? of.id },
      tag(
        'AuthnContext',
        {},
        tag('AuthnContextClassRef', {}, of.authnContextClassRef ?? authnContexts.password),
      ),
    ),
  )
}

function subjectTag(of: AssertionToWrite, inResponseTo: string | undefined): Tag {
  const notOnOrAfter = instant(of.confirmationNotOnOrAfter ?? of.notOnOrAfter)
  const data = { InResponseTo: inResponseTo, NotOnOrAfter: notOnOrAfter, Recipient: of.recipient }
  return tag(
    'Subject',
    {},
    tag('NameID', { Format: of.nameId.format ?? nameIdFormats.emailAddress }, of.nameId.value),
    tag('SubjectConfirmation', { Method: BEARER }, tag('SubjectConfirmationData', data)),
  )
}

function attributeTag(of: AttributeToWrite): Tag {
  const values = of.values.map((value) => tag('AttributeValue', {}, value))
  return tag('Attribute', { Name: of.name, NameFormat: of.nameFormat }, ...values)
}
