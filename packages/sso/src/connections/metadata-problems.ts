import { entry, problems } from '@postern/saml/problem'

const fetchAgain = 'Download Federation Metadata XML at the identity provider again and import that file.'

/** Well-formed metadata that this service cannot use. */
export const metadataProblem = problems({
  'metadata-ourselves': entry<{ entityId: string }>({
    kind: 'invalid',
    cause: 'This is the metadata of this service itself.',
    remedy: fetchAgain,
  }),
  'metadata-not-identity-provider': entry<{ entities: readonly string[] }>({
    kind: 'invalid',
    cause: ({ entities }) =>
      `The metadata describes no identity provider${entities.length ? `, only ${entities.join(', ')}` : ''}.`,
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
