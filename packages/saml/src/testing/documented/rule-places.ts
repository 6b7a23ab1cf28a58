/**
 * Every rule, as our research numbers them, that no code of this package carries alone: where it is kept. The others
 * are found by their codes.
 */
export const rulePlaces: Readonly<Record<string, string>> = {
  'BIND-1': 'bindings/post.ts readPost',
  'BIND-2': 'bindings/redirect.ts verifyRedirect',
  'BIND-5': 'bindings/redirect.ts verifyRedirect',
  'LIM-3': 'signature/structure.ts prefixList',
  'NS-1': 'xml/document.ts isNamed',
  'TXT-1': 'xml/document.ts text',
  'KEY-1': 'signature/verify.ts verifyingKey',
  'ENC-X1': 'encryption/decrypt.ts decrypt',
  'ENC-X3': 'messages/response.ts verifyResponse',
  'AUD-2': 'profile/party-rows.ts audience',
  'COND-2': 'sso/src/sign-in/acceptances.ts accept',
  'IRT-2': 'profile/party-rows.ts inResponseTo',
  'TIME-2': 'profile/time-rows.ts time',
  'REPLAY-1': 'sso/src/sign-in/acceptances.ts accept',
  'ATTR-2': 'profile/identity.ts mergedAttributes',
  'ATTR-3': 'profile/identity.ts mergedAttributes',
  'ATTR-4': 'profile/identity.ts mergedAttributes',
  'ATTR-5': 'messages/assertion.ts readAttribute',
  'LINK-1': 'sso/src/accounts/decide.ts requireTieable',
  'RS-1': 'sso/src/sign-in/go-on.ts localPath',
  'SES-1': 'sso/src/sign-in/binder.ts bind',
  'LO-1': 'profile/logout-checks.ts judgeLogoutRequest',
  'LO-3': 'messages/logout-request.ts verifyLogoutRequest',
  'IDP-3': 'identity-provider/src/sign-in/judge.ts judgeRequest',
  'IDP-5': 'identity-provider/src/sign-in/decide.ts decide',
  'IDP-7': 'kit/src/http/headers.ts securityHeaders',
  'IDP-8': 'crypto.ts sealGcm',

  'MD-5': 'sso/src/metadata/fetch-metadata.ts fetchMetadata',
  'OPS-1': 'kit/src/http/app.ts createApp',
}

/** Rules that are optional, or not made yet. */
export const notMade: Readonly<Record<string, string>> = {
  'IDP-4':
    'the core verifies (`verifyAuthnRequest`, `verifyRedirect`); the identity provider has no verification certificates yet',
  'OPS-2': 'optional; an assertion made with a stolen key is bounded by `life` and `age` alone',
}

/** All of them, in the order in which they are checked. */
export const ruleNumbers: readonly string[] = [
  'B64-1 BIND-1 BIND-2 BIND-3 BIND-4 BIND-5 LIM-4 LIM-1 LIM-2 LIM-3 ENC-1 ENC-2',
  'WF-1 DTD-1 XML-2 XML-3 NS-1 NS-2 NS-3 TXT-1 TXT-2 XSD-1 XSD-2 ROOT-1 ID-1 ID-2 ID-3',
  'SIG-0 SIG-1 SIG-2 SIG-3 SIG-4 SIG-5 SIG-6 SIG-8 SIG-9 TR-1 C14N-1 C14N-2 C14N-3 ALG-1 ALG-2 KEY-1 KEY-2',
  'ENC-X1 ENC-X2 ENC-X3 ENC-X4 ENC-X5 ENC-X6',
  'VER-1 STAT-1 ONE-1 ISS-1 ISS-2 ISS-3 AUD-1 AUD-2 COND-1 COND-2 SC-1 SC-2 SC-3 SC-4 DEST-1',
  'IRT-1 IRT-2 IRT-3 TIME-1 TIME-2 TIME-3 TIME-4 TIME-5 REPLAY-1 NID-1 NID-2 NID-3',
  'ATTR-1 ATTR-2 ATTR-3 ATTR-4 ATTR-5 LINK-1 AUTHN-1 RS-1 SES-1 LO-1 LO-2 LO-3',
  'IDP-1 IDP-2 IDP-3 IDP-4 IDP-5 IDP-6 IDP-7 IDP-8 MD-1 MD-2 MD-3 MD-4 MD-5 OPS-1 OPS-2',
].flatMap((line) => line.split(' '))
