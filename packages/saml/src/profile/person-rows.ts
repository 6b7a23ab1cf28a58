/*
 * Rows on the person: that somebody is named, in a way that no two readers can take for two different
 * people, and that the statement is one that we can judge at all.
 */

import { judged, notJudged, type Row } from './check.ts'
import type { ResponseSubject } from './subject.ts'

type ResponseRow = Row<ResponseSubject>

/** COND-1: a condition that we cannot judge leaves the assertion's validity indeterminate, which is not valid. */
export const condition: ResponseRow = {
  rule: 'COND-1',
  clause: 'SAML Core 2.5.1',
  cause: 'The assertion is bound to a condition that is unknown here.',
  remedy: 'Have the identity provider leave the condition out for this application.',
  judge({ response }) {
    const unknown = response.assertion.conditions?.unknown ?? []
    return judged(unknown.length === 0, 'known conditions', unknown.join(', ') || 'known conditions')
  },
}

/** NID-1. */
export const nameId: ResponseRow = {
  rule: 'NID-1',
  clause: 'SAML Profiles 4.1.4.2',
  cause: 'The assertion names nobody: its NameID is missing or blank.',
  remedy: 'Choose a source for the NameID (Unique User Identifier) that has a value for this person.',
  judge({ response }) {
    const received = response.assertion.nameId?.value
    return judged(received !== undefined && received.trim() !== '', 'a NameID', received ?? 'none')
  },
}

/** Control, format, private and unassigned characters, among them those that turn the writing direction. */
const invisible = /[\p{C}\p{Zl}\p{Zp}]/u
/** Nearly all names: nothing in them to be normalised or not seen. */
const printable = /^[!-~]([ -~]*[!-~])?$/

/** NID-2: two names that look alike, or that some database folds into one, are two accounts (CVE-2019-19844). */
export const nameIdCharacters: ResponseRow = {
  rule: 'NID-2',
  clause: 'Unicode TR 36, NFC',
  cause: 'The NameID holds invisible characters, blanks at its ends, or is not in its normal form (NFC).',
  remedy: 'Correct the attribute of this person that the NameID is made from.',
  judge({ response }) {
    const received = response.assertion.nameId?.value
    if (received === undefined) return notJudged()
    const holds =
      printable.test(received) ||
      (!invisible.test(received) && received.trim() === received && received.normalize('NFC') === received)
    return judged(holds, 'visible characters in NFC, no blank at either end', received)
  },
}

/** NID-3: a NameID made for another service, or in the name of another identity provider. */
export const nameIdQualifier: ResponseRow = {
  rule: 'NID-3',
  clause: 'SAML Core 2.2.2',
  cause: 'The NameID is qualified for another service or identity provider.',
  remedy: 'Compare the Identifier (Entity ID) at both sides.',
  judge({ response, expected: { entityId, issuer } }) {
    const { nameQualifier, spNameQualifier } = response.assertion.nameId ?? {}
    const pairs = [
      [spNameQualifier, entityId],
      [nameQualifier, issuer],
    ] as const
    const given = pairs.filter(([received, wanted]) => received !== undefined && wanted !== undefined)
    const said = (at: 0 | 1) => given.map((pair) => pair[at]).join(', ')
    if (given.length === 0) return notJudged()
    return judged(
      given.every(([received, wanted]) => received === wanted),
      said(1),
      said(0),
    )
  },
}

/** Attributes that accounts are usually matched by: named twice, the first and the last reader differ. */
const usual: ReadonlySet<string> = new Set([
  'mail',
  'email',
  'emailAddress',
  'Email',
  'uid',
  'username',
  'userName',
  'upn',
  'eduPersonPrincipalName',
  ...['emailaddress', 'name', 'upn', 'nameidentifier'].map(
    (name) => `http://schemas.xmlsoap.org/ws/2005/05/identity/claims/${name}`,
  ),
  'http://schemas.microsoft.com/identity/claims/objectidentifier',
  'urn:oid:0.9.2342.19200300.100.1.3',
  'urn:oid:0.9.2342.19200300.100.1.1',
  'urn:oid:1.3.6.1.4.1.5923.1.1.1.6',
])

/** ATTR-1: the attribute that the account is found by. Which of two counts, libraries do not agree on. */
export const accountAttribute: ResponseRow = {
  rule: 'ATTR-1',
  clause: 'SAML Core 2.7.3.1, Postern',
  cause: 'An attribute that identifies the account is given twice, or with several values.',
  remedy: 'Have the identity provider send the attribute once, with one value.',
  judge({ response, expected }) {
    const names = expected.accountAttributes
    const { attributes } = response.assertion
    const wrong: string[] = []
    const seen = new Set<string>()
    for (const { name, values } of attributes) {
      if (names === undefined ? !usual.has(name) : !names.includes(name)) continue
      const right = !seen.has(name) && (names === undefined || values.length <= 1)
      if (!right && !wrong.includes(name)) wrong.push(name)
      seen.add(name)
    }
    return judged(wrong.length === 0, 'one attribute with one value', wrong.join(', ') || undefined)
  },
}

/** AUTHN-1. */
export const authnStatement: ResponseRow = {
  rule: 'AUTHN-1',
  clause: 'SAML Profiles 4.1.4.2',
  cause: 'The assertion does not say that anybody authenticated.',
  remedy: 'Have the identity provider send an AuthnStatement.',
  judge({ response }) {
    const { length } = response.assertion.authnStatements
    return judged(length > 0, 'an AuthnStatement', `${length}`)
  },
}
