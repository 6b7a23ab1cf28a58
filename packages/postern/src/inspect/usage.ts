export const inspectUsage = `Usage: postern inspect [OPTIONS] FILE|-

Says in words what a captured SAML message says, and judges every check. FILE holds a Response, AuthnRequest,
LogoutRequest or LogoutResponse as XML, base64, base64 with DEFLATE, or a whole query string; - reads standard input.

  --certificate PEM       a certificate (file) whose key may have signed; may be given several times
  --metadata FILE         metadata whose signing certificates may have signed, and whose entityID is the issuer
  --issuer ID             the issuer that is expected
  --entity-id ID          our entityId: the audience that is expected
  --acs URL               our Reply URL: the recipient and destination that are expected
  --in-response-to ID     the ID of the AuthnRequest that this answers
  --now ISO               the time to judge at, such as 2026-11-25T09:41:00Z
  --clock-skew SECONDS    how far clocks may differ, 0 to 300 (180 unless given)
  --decryption-key PEM    a private key (file) for encrypted assertions; may be given several times
  --binding post|redirect what the input is, where it should not be guessed; with post nothing is ever inflated
  --legacy LIST           choices made for a legacy connection: sha1, cbc, life (separated by commas)
  --json                  the verdict as JSON

What is not given is reported as "not judged", never as passed. A message is accepted when a signature was verified with
a key that was given and nothing that was judged was refused.

Exit status: 0 accepted, 1 not accepted, 2 the command line cannot be understood or a file cannot be read.
`
