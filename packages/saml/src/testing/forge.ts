import type { AssertionToWrite } from '../messages/assertion-writer.ts'
import { type ResponseToWrite, writeResponse } from '../messages/response-writer.ts'
import type { ResponseExpectation } from '../profile/response-checks.ts'
import { signingAlgorithms } from '../signature/algorithms.ts'
import { signatureOver, signOctets } from '../signature/sign.ts'
import type { SigningAlgorithm, SigningKey } from '../signature/signing-key.ts'
import { canonicalize } from '../xml/canonical.ts'
import { readXml } from '../xml/reader.ts'
import { writeXml } from '../xml/writer.ts'
import { keys } from './keys.ts'

/** The instant at which everything here happens. */
export const now = Date.parse('2026-01-15T12:00:00Z')
const minute = 60_000

export const requestId = '_4fee3b046395c4e751011e97f8900b52'

/** What the genuine response is accepted against: everything is judged. */
export const expectation: ResponseExpectation = {
  now,
  clockSkew: 0,
  issuer: 'https://idp.example.test/',
  entityId: 'https://sp.example.test/metadata',
  assertionConsumerServiceUrl: 'https://sp.example.test/acs',
  inResponseTo: requestId,
  unsolicited: false,
}

const assertion: AssertionToWrite = {
  id: '_a7d1d3f0-0000-4000-8000-000000000001',
  issueInstant: now,
  nameId: { value: 'b.simon@contoso.example' },
  audience: 'https://sp.example.test/metadata',
  recipient: 'https://sp.example.test/acs',
  notBefore: now - 5 * minute,
  notOnOrAfter: now + 60 * minute,
  authnInstant: now - minute,
  attributes: [
    { name: 'http://schemas.microsoft.com/identity/claims/displayname', values: ['B.Simon'] },
    { name: 'groups', values: ['one', 'two'] },
  ],
}

const response: ResponseToWrite = {
  id: '_b8e2e4f1-0000-4000-8000-000000000002',
  issueInstant: now,
  destination: 'https://sp.example.test/acs',
  inResponseTo: requestId,
  issuer: 'https://idp.example.test/',
  assertion,
  sign: { key: keys.idp, option: 'assertion' },
}

/** The genuine response with other values; signed. */
export function genuine(of: Partial<ResponseToWrite> = {}, inner: Partial<AssertionToWrite> = {}): Buffer {
  return Buffer.from(writeResponse({ ...response, ...of, assertion: { ...assertion, ...inner } }), 'utf8')
}

export interface Forgery {
  /** Changes the assertion before it is signed. */
  readonly assertion?: (xml: string) => string
  /** Changes the response, with the assertion in it, before it is signed or after the assertion was. */
  readonly response?: (xml: string) => string
  /** Changes everything, after all was signed. */
  readonly after?: (xml: string) => string
  readonly sign?: 'assertion' | 'response' | 'both' | 'nothing'
  readonly key?: SigningKey
  readonly algorithm?: SigningAlgorithm
  /** Changes SignedInfo before it is signed: what only the holder of a key could make, and what must still be refused. */
  readonly signedInfo?: (xml: string) => string
}

const same = (xml: string) => xml
const placeholder = '<Assertion-goes-here/>'

/**
 * Makes a response of a shape that the writer would never write, with signatures that hold: what an attacker with a
 * genuine message, or a careless identity provider with its key, can make.
 */
export function forge(of: Forgery): Buffer {
  const sign = of.sign ?? 'assertion'
  const key = of.key ?? keys.idp
  const whole = genuine()
    .toString('utf8')
    .replace(/<Signature.*<\/Signature>/, '')
  const from = whole.indexOf('<Assertion')
  const to = whole.indexOf('</samlp:Response>')
  let inner = (of.assertion ?? same)(whole.slice(from, to))
  if (sign === 'assertion' || sign === 'both') inner = signXml(inner, key, of.algorithm, of.signedInfo)
  const outer = whole.slice(0, from) + placeholder + whole.slice(to)
  let message = (of.response ?? same)(outer.replace(placeholder, () => inner))
  if (sign === 'response' || sign === 'both') message = signXml(message, key, of.algorithm, of.signedInfo)
  return Buffer.from((of.after ?? same)(message), 'utf8')
}

/** Puts a signature over the root element into it, after its Issuer. */
export function signXml(
  xml: string,
  key: SigningKey = keys.idp,
  algorithm?: SigningAlgorithm,
  change?: (signedInfo: string) => string,
  prefixes?: readonly string[],
): string {
  const { root } = readXml(Buffer.from(xml, 'utf8'))
  const signing = algorithm === undefined ? { key } : { key, algorithm }
  const signature = writeXml(
    signatureOver(canonicalize(root, undefined, prefixes), root.attribute('ID') ?? '', signing),
  )
  return xml.replace('</Issuer>', () => `</Issuer>${change ? signAgain(signature, key, change) : signature}`)
}

function signAgain(signature: string, key: SigningKey, change: (signedInfo: string) => string): string {
  const changed = signature.replace(/<SignedInfo>.*<\/SignedInfo>/, change)
  const signedInfo = readXml(Buffer.from(changed, 'utf8')).root.children()[0]
  if (signedInfo === undefined) return changed
  const octets = canonicalize(signedInfo)
  const value = signOctets(octets, key, signingAlgorithms['rsa-sha256'].uri).toString('base64')
  return changed.replace(/(<SignatureValue>)[^<]*/, `$1${value}`)
}
