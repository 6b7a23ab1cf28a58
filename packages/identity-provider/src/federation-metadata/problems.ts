import { entry, problems } from '@postern/saml/problem'

export const metadataProblem = problems({
  'metadata-application': entry({
    kind: 'invalid',
    cause: 'The address of the federation metadata names no application.',
    remedy: 'Copy App Federation Metadata Url from the SAML Signing Certificate card of the application.',
  }),
})
