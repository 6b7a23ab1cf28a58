import { problems } from '../problem.ts'
import { refusalOf } from '../refusals.ts'

const dsig = 'XML Signature 4'
const profile = 'SAML Core 5.4'
const attack =
  'Do not relax anything: this is how signatures are wrapped or evaded. Keep the message for an inquiry.'
const configure =
  'Have the identity provider sign with RSA-SHA256, exclusive canonicalization and the enveloped transform.'

/** Why a signature is none, or does not hold. Whether a genuine one is strong enough is judged by rows, not here. */
const catalogue = {
  /** No Signature, no check: FortiOS CVE-2025-59718, go-saml CVE-2023-48703. Unsigned is not an option that exists. */
  'signature-missing': refusalOf(
    'SIG-0',
    'SAML Profiles 4.1.4.5',
    'Nothing in the message is signed that would cover what it says.',
    'Set the signing option of the identity provider to sign the assertion, the response or both.',
  ),
  /** An empty certificate setting turned checking off (SolarWinds CVE-2026-28323). Without a key everything is refused. */
  'signature-no-key': refusalOf(
    'KEY-2',
    'SAML Metadata 2.4.1.1',
    'No key is known to verify the signature with.',
    'Give the metadata or the signing certificate of the identity provider.',
    'unready',
  ),
  /** A second SignedInfo: one verified, the other used (CVE-2025-29774, xml-crypto; CVE-2019-3465, xmlseclibs). */
  'signature-shape': refusalOf<{ element: string; expected: string }>(
    'SIG-1',
    dsig,
    (f) => `${f.element} must hold ${f.expected}, in that order and nothing else.`,
    attack,
  ),
  /** Signatures anywhere else are for somebody's search to find. */
  'signature-place': refusalOf<{ element: string }>(
    'SIG-2',
    profile,
    (f) => `A Signature stands in ${f.element} where none belongs, or a second one.`,
    attack,
  ),
  /** XSW1: the genuine response inside the signature of the forged one. */
  'signature-embedded': refusalOf<{ element: string }>(
    'SIG-2',
    profile,
    (f) => `${f.element} stands inside a Signature.`,
    attack,
  ),
  /** XSW8, and GHES CVE-2025-23369: the signed copy kept in ds:Object. */
  'signature-object': refusalOf<{ element: string }>(
    'SIG-3',
    'SAML errata E91',
    (f) => `The Signature holds ${f.element}, which SAML forbids.`,
    attack,
  ),
  /** With several, which of them was checked, and which is the content? (goxmldsig CVE-2026-33487) */
  'signature-references': refusalOf<{ count: number }>(
    'SIG-4',
    'SAML Core 5.4.2',
    (f) => `The Signature has ${f.count} References; exactly one is allowed.`,
    attack,
  ),
  /**
   * XSW5 and 6. An empty URI means the document, which is another one after somebody has moved things (#424 of
   * simplesamlphp/saml2); a file or address would be fetched (CVE-2021-40690). The element is the parent, whatever its ID finds.
   */
  'signature-reference': refusalOf<{ reference: string; id: string }>(
    'SIG-5',
    'SAML Core 5.4.2',
    (f) => `The Reference is "${f.reference}" and not "#${f.id}", the element that the Signature stands in.`,
    attack,
  ),
  /** XSLT ran before verification (CVE-2022-47966, exploited); XPath left NameID out of what is signed. */
  'signature-transforms': refusalOf<{ transforms: readonly string[] }>(
    'TR-1',
    'SAML Core 5.4.4',
    'The transforms are not exactly enveloped-signature and then exclusive canonicalization.',
    configure,
  ),
  /** With another method, or with comments, other octets are signed than those that are read. */
  'signature-canonicalization': refusalOf<{ algorithm: string }>(
    'C14N-1',
    'SAML Core 5.4.3',
    (f) => `The canonicalization method ${f.algorithm} is not exclusive canonicalization without comments.`,
    configure,
  ),
  /** The digest of nothing was signed once, and libraries that canonicalize to nothing accept it for everything. */
  'signature-canonical-form': refusalOf(
    'C14N-2',
    'CVE-2025-66568',
    'The canonical form is empty or does not begin with the element that was signed.',
    attack,
  ),
  /** Go's encoding/xml gave back another document than it had read (CVE-2020-29509 to 29511). */
  'signature-canonical-tree': refusalOf(
    'C14N-3',
    'CVE-2020-29509',
    'The canonical form, read again, is not the element that was signed.',
    attack,
  ),
  /** An unknown algorithm fell back to SHA-1 (samlify). */
  'signature-algorithm': refusalOf<{ algorithm: string }>(
    'ALG-1',
    'RFC 9231',
    (f) => `The algorithm ${f.algorithm} is unknown here; there is no fallback.`,
    configure,
  ),
  /** The public certificate was the secret of an HMAC; a length of one bit was enough for one (CVE-2009-0217). */
  'signature-algorithm-forbidden': refusalOf<{ algorithm: string }>(
    'ALG-2',
    'CVE-2009-0217',
    (f) => `The algorithm ${f.algorithm} is refused by name, as HMAC and DSA always are.`,
    configure,
  ),
  /** The key decides what can verify, not the message. */
  'signature-key-type': refusalOf<{ algorithm: string }>(
    'ALG-2',
    'RFC 9231',
    (f) => `No key that was given is of the type that ${f.algorithm} needs.`,
    'Give the certificate that the identity provider signs with now.',
  ),
  /** An ECDSA signature of zeros verified once (CVE-2022-21449); a length that does not fit is not even computed. */
  'signature-value-form': refusalOf(
    'SIG-8',
    dsig,
    'The SignatureValue is no base64, or of a length that no key that was given makes.',
    attack,
  ),
  /** Any embedded certificate was believed (xml-crypto CVE-2024-32962, pysaml2 CVE-2021-21239). Only given keys are tried. */
  'signature-value': refusalOf<{ algorithm: string; tried: readonly string[] }>(
    'SIG-8',
    dsig,
    'The signature was made with none of the keys that were given, or what it covers was changed.',
    'Compare the certificate of the identity provider with the one that is configured; after a roll-over read its metadata again.',
  ),
  'signature-digest-form': refusalOf(
    'SIG-9',
    dsig,
    'The DigestValue is no base64 of the length of its digest.',
    attack,
  ),
  /** What everything else is for. */
  'signature-digest': refusalOf(
    'SIG-9',
    dsig,
    'The signature is genuine but the content is not what was signed: it was changed afterwards.',
    'Find what changes messages on the way: a proxy, a logger, an editor. If nothing does, somebody tried to forge it.',
  ),
  certificate: refusalOf(
    'KEY-2',
    'RFC 5280',
    'This is no X.509 certificate in PEM, DER or base64.',
    'Download the certificate (Base64) from the identity provider and give the whole file.',
    'invalid',
  ),
  /** A key and a certificate that do not belong together would make responses that nobody can verify. */
  'signing-key': refusalOf<{ reason: string }>(
    'KEY-2',
    'RFC 5958',
    (f) => `The signing key cannot be used: ${f.reason}.`,
    'Give a PEM private key without a passphrase and the certificate that belongs to it.',
    'invalid',
  ),
}

export const signatureProblem = problems(catalogue)
