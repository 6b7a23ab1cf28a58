export const usage = `Usage: postern COMMAND

  start [--empty]     all three servers with a sandbox to try; --empty prepares nothing but the administrators
  identity-provider   the identity provider alone
  sso                 the SSO service alone
  bitbucket           the Bitbucket host alone
  inspect FILE|-      say what a captured SAML message says, and judge every check (postern inspect --help)
  help                this text

A server alone reads PUBLIC_URL, PORT, DATA_DIR, DATABASE_URL, TRUSTED_PROXIES, TLS_CERTIFICATE_FILE, TLS_KEY_FILE and
LOG_LEVEL. start reads BITBUCKET_PORT, SSO_PORT, IDENTITY_PROVIDER_PORT and DATA_DIR.
`
