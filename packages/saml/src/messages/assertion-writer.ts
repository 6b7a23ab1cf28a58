/*
 * The Assertion as Entra writes it (entra.md 1.5 to 1.7): default namespace, statements in its order, claims
 * that have no value left out. Receivers in the field have been written against those octets more than
 * against the schema.
 */

import { type EncryptionTarget, encrypted } from '../encryption/encrypt.ts'
import { type Tag, tag } from '../xml/writer.ts'
import { authnContexts, BEARER, nameIdFormats, SAML } from './names.ts'

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

/** Milliseconds and `Z`, the one form that we also accept. */
const instant = (epochMilliseconds: number) => new Date(epochMilliseconds).toISOString()

/**
 * The Assertion as Entra writes it (entra.md 1.5); its signature goes after Issuer. Who writes it twice, to sign it,
 * gives the same `identifier`: an encrypted one is never the same again.
 */
export function assertionTag(
  of: AssertionToWrite,
  issuer: string,
  inResponseTo?: string,
  signature?: Tag,
  identifier = identifierTag(of),
): Tag {
  const attributes = of.attributes.filter((attribute) => attribute.values.length > 0)
  return tag(
    'Assertion',
    { ID: of.id, IssueInstant: instant(of.issueInstant), Version: '2.0', xmlns: SAML },
    tag('Issuer', {}, issuer),
    signature,
    subjectTag(of, identifier, inResponseTo),
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

/**
 * Bearer, with Recipient and end; no NotBefore, which the profile forbids, and no Address, which proxies
 * would break.
 */
function subjectTag(of: AssertionToWrite, identifier: Tag, inResponseTo: string | undefined): Tag {
  const notOnOrAfter = instant(of.confirmationNotOnOrAfter ?? of.notOnOrAfter)
  const data = { InResponseTo: inResponseTo, NotOnOrAfter: notOnOrAfter, Recipient: of.recipient }
  return tag(
    'Subject',
    {},
    identifier,
    tag('SubjectConfirmation', { Method: BEARER }, tag('SubjectConfirmationData', data)),
  )
}

/** NameID, or the EncryptedID around it (Core 2.2.4), in which it declares its own namespace. */
export function identifierTag({ nameId, encryptNameId }: AssertionToWrite): Tag {
  const format = nameId.format ?? nameIdFormats.emailAddress
  if (encryptNameId === undefined) return tag('NameID', { Format: format }, nameId.value)
  return encrypted('EncryptedID', tag('NameID', { xmlns: SAML, Format: format }, nameId.value), encryptNameId)
}

/** Values without xsi:type, as Entra writes them. */
function attributeTag(of: AttributeToWrite): Tag {
  const values = of.values.map((value) => tag('AttributeValue', {}, value))
  return tag('Attribute', { Name: of.name, NameFormat: of.nameFormat }, ...values)
}
