/** A clause of the standards, what it says, what we do, and the vector or test that shows it. */
export interface Clause {
  readonly clause: string
  readonly says: string
  readonly verdict: string
  readonly shown: readonly string[]
}

const clause = (of: string, says: string, verdict: string, ...shown: readonly string[]): Clause => ({
  clause: of,
  says,
  verdict,
  shown,
})

const kept = 'kept'
const encrypt = 'encryption/encrypt.test.ts'
const sso = 'sso/src/sign-in'

/** OASIS SAML 2.0 and SAML2int 2.0; rules that SAML2int renumbered between drafts are named by their heading. */
export const clauses: readonly Clause[] = [
  clause(
    'Core 1.3.3',
    'times in UTC',
    `${kept}; other offsets and dates on no calendar are refused`,
    'response/time-form',
  ),
  clause(
    'Core 1.3.4',
    'IDs are unique',
    `${kept}, for every spelling that some library takes for an ID`,
    'message-id-duplicate',
    'message-id-place',
  ),
  clause(
    'Core 2.2.4',
    'EncryptedID',
    'read under a signature; written by choice',
    `${encrypt}: an EncryptedID, signed: %s`,
  ),
  clause(
    'Core 2.3.4',
    'EncryptedAssertion',
    'read, and written by choice',
    `${encrypt}: an EncryptedAssertion, signed: %s`,
  ),
  clause(
    'Core 2.5.1',
    'an unknown Condition makes the assertion indeterminate',
    'refused',
    'response/condition',
  ),
  clause('Core 2.5.1.2', 'NotBefore and NotOnOrAfter', `${kept}, half-open`, 'response/time'),
  clause(
    'Core 2.5.1.4',
    'audiences',
    `${kept}; at least one restriction must be there (Profiles 4.1.4.2)`,
    'response/audience',
  ),
  clause(
    'Core 2.5.1.5',
    'OneTimeUse',
    'every assertion is accepted once, with it or without',
    `${sso}/once.integration.test.ts: the same answer is refused the second time, also to the same browser`,
  ),
  clause('Core 2.7.2', 'SessionNotOnOrAfter', `${kept}; the session ends then`, 'response/session-time'),
  clause(
    'Core 2.7.3.2',
    'EncryptedAttribute',
    'passed over by its name: nobody in the field writes it (SAML2int advises against it)',
    `${encrypt}: EncryptedAttribute is passed over by its name, and nothing is read from it`,
  ),
  clause(
    'Core 3.2.1',
    'requests: Destination, Issuer, IssueInstant',
    kept,
    'authn-request/destination',
    'authn-request/issuer',
    'authn-request/issue-instant',
  ),
  clause(
    'Core 3.2.2.2',
    'status codes',
    `${kept}: the outermost decides`,
    'response/status',
    'response-status',
  ),
  clause('Core 3.4.1', 'the place to answer by URL or by index, not by both', kept, 'message-exclusive'),
  clause(
    'Core 3.7.1',
    'LogoutRequest: NotOnOrAfter, NameID',
    kept,
    'logout-request/not-on-or-after',
    'logout-request/name-id',
  ),
  clause('Core 4.1.3', 'Version 2.0', kept, 'response/version'),
  clause(
    'Core 5.4.2',
    'one Reference to the parent',
    `${kept}; an empty URI, which it allows nowhere, is refused too`,
    'signature-references',
    'signature-reference',
  ),
  clause(
    'Core 5.4.3',
    'exclusive canonicalization, with or without comments',
    'stricter: without',
    'signature-canonicalization',
  ),
  clause(
    'Core 5.4.4',
    'enveloped and exclusive transforms alone',
    'stricter: both, in this order',
    'signature-transforms',
  ),
  clause('Core 8.3', 'names of 256 characters', 'wider when reading: 1024', 'message-size'),
  clause('Errata E91', 'no ds:Object', kept, 'signature-object'),
  clause(
    'Bindings 3.4.4.1',
    'DEFLATE, order of the signed parameters, octets as sent',
    kept,
    'redirect-deflate',
    'redirect-signature',
    'bindings/bindings.test.ts: verifies over the octets received, lower-case escapes of Entra and another order included',
  ),
  clause('Bindings 3.5.4', 'base64 in a form', 'stricter: RFC 4648 with line breaks', 'post-base64'),
  clause('Bindings 3.5.5.2', 'Destination of a signed message', kept, 'response/destination'),
  clause(
    'Profiles 4.1.4.2',
    'one bearer confirmation with Recipient and NotOnOrAfter, without NotBefore',
    kept,
    'response/confirmation',
    'response/recipient',
    'response/confirmation-time',
  ),
  clause('Profiles 4.1.4.2', 'one or more assertions', 'stricter: one', 'message-assertions'),
  clause('Profiles 4.1.4.3', 'InResponseTo', kept, 'response/in-response-to'),
  clause(
    'Profiles 4.1.4.5',
    'replay',
    `${kept} by the SSO service`,
    `${sso}/once.integration.test.ts: of twenty at once exactly one wins`,
  ),
  clause('Profiles 4.1.5', 'unsolicited responses', 'by choice of the connection', 'response/unsolicited'),
  clause(
    'Profiles 4.4',
    'single logout: signed',
    kept,
    'profile/protocol-checks.test.ts: must be signed, itself and not by something inside (samlify #634)',
  ),
  clause(
    'Metadata 2.3.1',
    'EntitiesDescriptor',
    'read to any depth of the reader, and written; an entity twice is refused',
    'metadata-duplicate',
  ),
  clause('Metadata 2.3.2', 'validUntil', kept, 'metadata/metadata-valid-until'),
  clause(
    'Metadata 2.4.1.1',
    'several keys',
    'all are tried, whatever their dates',
    'signature-value',
    'metadata-certificates',
  ),
  clause(
    'SAML2int SDP-G01',
    '3 to 5 minutes of skew',
    '3 by default, 0 to 5 by choice',
    'profile/response-checks.test.ts: the skew widens both ends, up to five minutes',
  ),
  clause('SAML2int SDP-G03', 'no DTD', 'refused', 'xml-doctype'),
  clause(
    'SAML2int SDP-MD02',
    'metadata verified by a key from elsewhere',
    'where a key is configured; else an administrator compares a fingerprint',
    'metadata/metadata-signature',
  ),
  clause(
    'SAML2int SDP-MD03',
    'metadata without validUntil is rejected',
    'where a key is configured: Entra gives none',
    'metadata/metadata-valid-until',
  ),
  clause('SAML2int SDP-MD06, SDP-MD07', 'RSA of 2048 bits, curves of 256', kept, 'response/key-size'),
  clause(
    'SAML2int SDP-ALG01',
    'RSA-SHA256, ECDSA-SHA256, AES-GCM, RSA-OAEP',
    `${kept}; OAEP of SHA-256 with a mask of SHA-1 is read and not written`,
    'signature-algorithm',
    'content-encryption',
    'key-transport',
    `${encrypt}: with OAEP of %s and either AES-GCM`,
  ),
  clause(
    'SAML2int, SP: Binding',
    'AuthnRequest by Redirect, Response by POST',
    kept,
    `${sso}/sign-in.integration.test.ts: sends an AuthnRequest as Entra wants it, with the hint as query`,
  ),
  clause(
    'SAML2int, SP: Request Content',
    'no NameIDPolicy, no index, a registered URL',
    kept,
    'authn-request/reply-url',
  ),
  clause(
    'SAML2int, SP: XML Encryption',
    'EncryptedAssertion decrypted with any configured key',
    kept,
    'decryption',
    'messages/response.test.ts: an encrypted assertion',
  ),
  clause(
    'SAML2int, SP: Error Handling',
    'other codes than Success',
    'the code and message reach Activity',
    `${sso}/refused.integration.test.ts: a refusal by the identity provider, with both codes and its message`,
  ),
  clause(
    'SAML2int, SP: Forced Re-Authentication',
    'AuthnInstant is tested',
    kept,
    `${sso}/sign-in.integration.test.ts: where a fresh sign-in was asked for, an old one is refused`,
  ),
  clause(
    'SAML2int, SP: NameID Formats',
    'no NameID may be demanded',
    'not kept: Entra always sends one, and logout needs it',
    'response/name-id',
  ),
  clause(
    'SAML2int, IdP: Endpoint Verification',
    'the URL compared as a string',
    kept,
    'authn-request/reply-url',
  ),
  clause(
    'SAML2int, IdP: Forced Re-Authentication',
    'ForceAuthn asks again',
    kept,
    'identity-provider/src/sign-in/sp-initiated.integration.test.ts: asks for the password again when ForceAuthn says so',
  ),
  clause(
    'SAML2int, IdP: Response Content',
    'the Response signed, the assertion encrypted',
    'by choice of the application, as Entra has it',
    `${encrypt}: an EncryptedAssertion, signed: %s`,
  ),
]
