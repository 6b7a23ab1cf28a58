import { entry, problems } from '@postern/saml/problem'

const fetchAgain = 'Download the metadata at the identity provider again, and import that file.'

/** Well-formed metadata that this service cannot use. */
export const metadataProblem = problems({
  'metadata-utf16': entry({
    kind: 'invalid',
    cause: 'The file is UTF-16; only UTF-8 is read, so that every reader sees the same characters.',
    remedy: 'Choose the file as it was downloaded. If an editor changed it, save it there as UTF-8.',
  }),
  'metadata-web-page': entry({
    kind: 'invalid',
    cause: 'This is a web page and no metadata, perhaps the one where one signs in.',
    remedy: fetchAgain,
  }),
  'metadata-certificate-file': entry({
    kind: 'invalid',
    cause: 'This is a certificate or a key and no metadata.',
    remedy:
      'The metadata holds the certificate too: download that instead (at Entra, Federation Metadata XML).',
  }),
  'metadata-json': entry({
    kind: 'invalid',
    cause: 'This is JSON, perhaps the configuration of OpenID Connect, and no SAML metadata.',
    remedy: fetchAgain,
  }),
  'metadata-response': entry({
    kind: 'invalid',
    cause: 'This is a SAML Response, which signs a person in, and no metadata.',
    remedy: `Keep it away from others while it is fresh. ${fetchAgain}`,
  }),
  'metadata-unreadable': entry<{ why: string }>({
    kind: 'invalid',
    cause: ({ why }) => `The file cannot be read as metadata: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
    remedy: `Choose the file as it was downloaded. ${fetchAgain}`,
  }),
  'metadata-of-another': entry<{ entityId: string; expected: string }>({
    kind: 'invalid',
    cause: ({ entityId, expected }) =>
      `This is the metadata of ${entityId}, and people sign in here by ${expected}: nothing was changed.`,
    remedy: 'Choose the metadata of this one; for the other, Add identity provider.',
  }),
  'metadata-ourselves': entry<{ entityId: string }>({
    kind: 'invalid',
    cause: 'This is the metadata of this service itself, which the identity provider reads.',
    remedy: fetchAgain,
  }),
  'metadata-not-identity-provider': entry<{ entities: readonly string[] }>({
    kind: 'invalid',
    cause: ({ entities }) =>
      `The metadata describes no identity provider${entities.length ? `, but an application: ${entities.join(', ')}` : ''}.`,
    remedy: fetchAgain,
  }),
  'metadata-several': entry<{ entities: readonly string[] }>({
    kind: 'invalid',
    cause: ({ entities }) => `The metadata describes several identity providers: ${entities.join(', ')}.`,
    remedy: 'Import a file that describes only the one that this connection is for.',
  }),
  'metadata-no-sign-on': entry<{ entityId: string }>({
    kind: 'invalid',
    cause: ({ entityId }) => `${entityId} offers no sign-in by HTTP-Redirect or HTTP-POST.`,
    remedy:
      'Turn on SAML sign-in for this application at the identity provider, then download the file again.',
  }),
  'metadata-no-certificate': entry<{ entityId: string }>({
    kind: 'invalid',
    cause: ({ entityId }) => `${entityId} names no certificate to verify its signatures with.`,
    remedy: 'Make a SAML signing certificate at the identity provider, then download the file again.',
  }),
})
