/*
 * Certificates. Here they are containers of keys: whose they are an administrator decides, by fingerprint or
 * by metadata. No chain is built and no date is judged, because SAML federations pin keys, and the
 * certificates of most identity providers, Entra's among them, are self-signed and outlive their dates (IIP-
 * MD12).
 */

import { decodeBase64, encodeBase64 } from '../base64.ts'
import { type KeyObject, X509Certificate } from '../crypto.ts'
import { signatureProblem } from './problems.ts'

const pem =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([^-]*)-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g

/** What a signature is verified with. A `Certificate` is one; its dates and issuer play no part (IIP-MD12). */
export interface VerificationKey {
  readonly publicKey: KeyObject
  readonly keyType: 'RSA' | 'EC' | 'other'
  /** RSA modulus length, or the size of the curve's field, in bits. */
  readonly keyBits: number
  /** Lower-case hexadecimal SHA-256 of the certificate; names the key in facts. */
  readonly sha256: string
}

/** An X.509 certificate, its key parsed once and kept. */
export interface Certificate extends VerificationKey {
  readonly der: Uint8Array
  /** One line, as in `CN=Microsoft Azure Federated SSO Certificate`. */
  readonly subject: string
  readonly issuer: string
  /** Lower-case hexadecimal, as in the certificate. */
  readonly serialNumber: string
  /** Epoch milliseconds. */
  readonly notBefore: number
  readonly notAfter: number
  /** Lower-case hexadecimal, no separators. */
  readonly sha1: string
}

/** Reads PEM, DER or base64 (as in an X509Certificate element). Throws Problem `certificate`. */
export function readCertificate(of: string | Uint8Array): Certificate {
  return readCertificates(of)[0] ?? certificateOf(undefined)
}

/** All certificates of a PEM file, in order; a single DER or base64 certificate also does. Throws Problem `certificate`. */
export function readCertificates(of: string | Uint8Array): readonly Certificate[] {
  // DER begins with a SEQUENCE, 0x30; a text that begins with "0" is no base64 of a certificate ("MI…").
  if (typeof of !== 'string' && of[0] === 0x30) return [certificateOf(of)]
  const text = typeof of === 'string' ? of : Buffer.from(of).toString('latin1')
  const blocks = [...text.matchAll(pem)].map((match) => match[1] ?? '')
  if (blocks.length === 0) blocks.push(text)
  return blocks.map((block) => certificateOf(decodeBase64(block.trim())))
}

/** Whatever OpenSSL says is one answer: it is none. Its own words mean nothing to an administrator. */
function certificateOf(der: Uint8Array | undefined): Certificate {
  if (der === undefined || der.length === 0) throw signatureProblem('certificate', {})
  try {
    return factsOf(new X509Certificate(der))
  } catch (cause) {
    throw signatureProblem('certificate', {}, { cause })
  }
}

/** Read once: parsing the key at each sign-in costs eight times the verification. */
function factsOf(x509: X509Certificate): Certificate {
  const publicKey = x509.publicKey
  return {
    ...keyFacts(publicKey),
    publicKey,
    der: new Uint8Array(x509.raw),
    subject: oneLine(x509.subject),
    issuer: oneLine(x509.issuer),
    serialNumber: x509.serialNumber.toLowerCase(),
    notBefore: x509.validFromDate.getTime(),
    notAfter: x509.validToDate.getTime(),
    sha1: plain(x509.fingerprint),
    sha256: plain(x509.fingerprint256),
  }
}

/** Curves that may sign for us; a key on any other is of no type that an algorithm fits. */
const curves: ReadonlyMap<string, number> = new Map([
  ['prime256v1', 256],
  ['secp384r1', 384],
  ['secp521r1', 521],
])

/** The type that an algorithm must fit, and the length that the row `key-size` judges. */
function keyFacts(key: KeyObject): Pick<VerificationKey, 'keyType' | 'keyBits'> {
  const details = key.asymmetricKeyDetails
  if (key.asymmetricKeyType === 'rsa') return { keyType: 'RSA', keyBits: details?.modulusLength ?? 0 }
  const bits = curves.get(details?.namedCurve ?? '')
  return bits === undefined ? { keyType: 'other', keyBits: 0 } : { keyType: 'EC', keyBits: bits }
}

/** OpenSSL gives one line for each part of a name. */
const oneLine = (name: string | undefined) => (name ?? '').split('\n').join(', ')
/** Without colons, in lower case: the form in which fingerprints are compared here. */
const plain = (print: string) => print.replaceAll(':', '').toLowerCase()

/** Base64 DER without line breaks, as it stands in an X509Certificate element. */
export function certificateBase64(certificate: Certificate): string {
  return encodeBase64(certificate.der)
}

/** PEM with a final line break. */
export function certificatePem(certificate: Certificate): string {
  const lines = certificateBase64(certificate).match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

/** `AB:CD:…` (colons) or `ABCD…` (plain, as Entra's "Thumbprint" shows SHA-1). */
export function fingerprint(
  certificate: Certificate,
  algorithm: 'sha1' | 'sha256',
  form: 'colons' | 'plain' = 'colons',
): string {
  const print = certificate[algorithm].toUpperCase()
  return form === 'plain' ? print : (print.match(/../g) ?? []).join(':')
}
