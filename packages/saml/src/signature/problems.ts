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
  'signature-missing': refusalOf(
    'SIG-0',
    'SAML Profiles 4.1.4.5',
    'Nothing in the message is signed that would cover what it says.',
    'Set the signing option of the identity provider to sign the assertion, the response or both.',
  ),
  'signature-no-key': refusalOf(
    'KEY-2',
    'SAML Metadata 2.4.1.1',
    'No key is known to verify the signature with.',
    'Give the metadata or the signing certificate of the identity provider.',
    'unready',
  ),
  'signature-shape': refusalOf<{ element: string; expected: string }>(
    'SIG-1',
    dsig,
    (f) => `${f.element} must hold ${f.expected}, in that order and nothing else.`,
    attack,
  ),
  'signature-place': refusalOf<{ element: string }>(
    'SIG-2',
    profile,
    (f) => `A Signature stands in ${f.element} where none belongs, or a second one.`,
    attack,
  ),
  'signature-embedded': refusalOf<{ element: string }>(
    'SIG-2',
    profile,
    (f) => `${f.element} stands inside a Signature.`,
    attack,
  ),
  'signature-object': refusalOf<{ element: string }>(
    'SIG-3',
    'SAML errata E91',
    (f) => `The Signature holds ${f.element}, which SAML forbids.`,
    attack,
  ),
  'signature-references': refusalOf<{ count: number }>(
    'SIG-4',
    'SAML Core 5.4.2',
    (f) => `The Signature has ${f.count} References; exactly one is allowed.`,
    attack,
  ),
  'signature-reference': refusalOf<{ reference: string; id: string }>(
    'SIG-5',
    'SAML Core 5.4.2',
    (f) => `The Reference is "${f.reference}" and not "#${f.id}", the element that the Signature stands in.`,
    attack,
  ),
  'signature-transforms': refusalOf<{ transforms: readonly string[] }>(
    'TR-1',
    'SAML Core 5.4.4',
    'The transforms are not exactly enveloped-signature and then exclusive canonicalization.',
    configure,
  ),
  'signature-canonicalization': refusalOf<{ algorithm: string }>(
    'C14N-1',
    'SAML Core 5.4.3',
    (f) => `The canonicalization method ${f.algorithm} is not exclusive canonicalization without comments.`,
    configure,
  ),
  'signature-canonical-form': refusalOf(
    'C14N-2',
    'CVE-2025-66568',
    'The canonical form is empty or does not begin with the element that was signed.',
    attack,
  ),
  'signature-canonical-tree': refusalOf(
    'C14N-3',
    'CVE-2020-29509',
    'The canonical form, read again, is not the element that was signed.',
    attack,
  ),
  'signature-algorithm': refusalOf<{ algorithm: string }>(
    'ALG-1',
    'RFC 9231',
    (f) => `The algorithm ${f.algorithm} is unknown here; there is no fallback.`,
    configure,
  ),
  'signature-algorithm-forbidden': refusalOf<{ algorithm: string }>(
    'ALG-2',
    'CVE-2009-0217',
    (f) => `The algorithm ${f.algorithm} is not implemented on purpose: HMAC and DSA are refused by name.`,
    configure,
  ),
  'signature-key-type': refusalOf<{ algorithm: string }>(
    'ALG-2',
    'RFC 9231',
    (f) => `No key that was given is of the type that ${f.algorithm} needs.`,
    'Give the certificate that the identity provider signs with now.',
  ),
  'signature-value-form': refusalOf(
    'SIG-8',
    dsig,
    'The SignatureValue is no base64, or of a length that no key that was given makes.',
    attack,
  ),
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
  'signing-key': refusalOf<{ reason: string }>(
    'KEY-2',
    'RFC 5958',
    (f) => `The signing key cannot be used: ${f.reason}.`,
    'Give a PEM private key without a passphrase and the certificate that belongs to it.',
    'invalid',
  ),
}

export const signatureProblem = problems(catalogue)
