import { type Forgery, forge } from './forge.ts'

/** A response that `verifyResponse` refuses; by which keys, unless by the trusted one. */
export interface RefusedMessage {
  readonly why: string
  readonly octets: () => Buffer
  readonly keys?: 'none' | 'ec'
}

export type RefusedMessages = Readonly<Record<string, readonly RefusedMessage[]>>

export const replace = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, () => to)
export const row = (why: string, of: Forgery): RefusedMessage => ({ why, octets: () => forge(of) })

/** Changed after all was signed; in the assertion, or the response, before that was. */
export const after = (why: string, from: string | RegExp, to: string) =>
  row(why, { after: replace(from, to) })
export const before = (why: string, from: string | RegExp, to: string) =>
  row(why, { assertion: replace(from, to) })
export const within = (why: string, from: string | RegExp, to: string) =>
  row(why, { response: replace(from, to) })
/** SignedInfo changed and signed by the genuine key: nothing but the rule itself refuses it. */
export const signedInfo = (why: string, from: string | RegExp, to: string) =>
  row(why, { signedInfo: replace(from, to) })

export const evil = (xml: string) => xml.replace('b.simon@', 'admin@').replace(/ID="_a/, 'ID="_e')
export const assertionOf = (xml: string) => /<Assertion.*<\/Assertion>/.exec(xml)?.[0] ?? ''
export const signatureOf = (xml: string) => /<Signature.*<\/Signature>/.exec(xml)?.[0] ?? ''
export const unsigned = (xml: string) => xml.replace(/<Signature.*?<\/Signature>/, '')

/** A DigestMethod with so many elements in it, which nothing reads. */
export const digestMethod = (elements: number) =>
  `<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256">${'<x/>'.repeat(elements)}</DigestMethod>`
