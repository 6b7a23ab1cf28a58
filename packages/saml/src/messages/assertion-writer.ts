/*
 * The Assertion as Entra writes it (entra.md 1.5 to 1.7): default namespace, statements in its order, claims
 * that have no value left out. Receivers in the field have been written against those octets more than
 * against the schema.
 */

import { type EncryptionTarget, encrypted } from '../encryption/encrypt.ts'
import { type Tag, tag, Written } from '../xml/writer.ts'
import { instantText } from './instant.ts'
import { authnContexts, BEARER, nameIdFormats, SAML } from './names.ts'

/** An Attribute to write. With no values it is omitted, as Entra omits a claim whose source is empty. */
export interface AttributeToWrite {
  readonly name: string
  readonly values: readonly string[]
  readonly nameFormat?: string | undefined
}

/** Times are epoch milliseconds. */
export interface AssertionToWrite {
  readonly id: string
  readonly issueInstant: number
  readonly nameId: { readonly value: string; readonly format?: string }
  /** The NameID is written as an EncryptedID: for whom the assertion passes on its way it names nobody. */
  readonly encryptNameId?: EncryptionTarget
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

/** The Assertion as Entra writes it (entra.md 1.5), its parts written already; its signature goes after Issuer. */
export function assertionTag(of: AssertionToWrite, issuer: string, inResponseTo?: string): Tag {
  const attributes = of.attributes.filter((attribute) => attribute.values.length > 0)
  const parts = [
    subjectTag(of, inResponseTo),
    tag(
      'Conditions',
      { NotBefore: instantText(of.notBefore), NotOnOrAfter: instantText(of.notOnOrAfter) },
      tag('AudienceRestriction', {}, tag('Audience', {}, of.audience)),
    ),
    ...(attributes.length > 0 ? [tag('AttributeStatement', {}, ...attributes.map(attributeTag))] : []),
    tag(
      'AuthnStatement',
      { AuthnInstant: instantText(of.authnInstant), SessionIndex: of.sessionIndex ?? of.id },
      tag(
        'AuthnContext',
        {},
        tag('AuthnContextClassRef', {}, of.authnContextClassRef ?? authnContexts.password),
      ),
    ),
  ]
  return tag(
    'Assertion',
    { ID: of.id, IssueInstant: instantText(of.issueInstant), Version: '2.0', xmlns: SAML },
    tag('Issuer', {}, issuer),
    ...parts.map((part) => new Written(part)),
  )
}

/**
 * Bearer, with Recipient and end; no NotBefore, which the profile forbids, and no Address, which proxies
 * would break.
 */
function subjectTag(of: AssertionToWrite, inResponseTo: string | undefined): Tag {
  const notOnOrAfter = instantText(of.confirmationNotOnOrAfter ?? of.notOnOrAfter)
  const data = { InResponseTo: inResponseTo, NotOnOrAfter: notOnOrAfter, Recipient: of.recipient }
  return tag(
    'Subject',
    {},
    identifierTag(of),
    tag('SubjectConfirmation', { Method: BEARER }, tag('SubjectConfirmationData', data)),
  )
}

/** NameID, or the EncryptedID around it (Core 2.2.4), in which it declares its own namespace. */
function identifierTag({ nameId, encryptNameId }: AssertionToWrite): Tag {
  const format = nameId.format ?? nameIdFormats.emailAddress
  if (encryptNameId === undefined) return tag('NameID', { Format: format }, nameId.value)
  return encrypted('EncryptedID', tag('NameID', { xmlns: SAML, Format: format }, nameId.value), encryptNameId)
}

/** Values without xsi:type, as Entra writes them. */
function attributeTag(of: AttributeToWrite): Tag {
  const values = of.values.map((value) => tag('AttributeValue', {}, value))
  return tag('Attribute', { Name: of.name, NameFormat: of.nameFormat }, ...values)
}
