import { entry, problems } from '@postern/saml/problem'

export const connectionProblem = problems({
  'connection-unknown': entry<{ id: string }>({
    kind: 'missing',
    cause: ({ id }) => `There is no connection with the id ${id}.`,
    remedy:
      'Compare Identifier, Reply URL and Sign-on URL at the identity provider with App ID URI of the connection.',
  }),
  'connection-name-taken': entry<{ name: string }>({
    kind: 'invalid',
    cause: ({ name }) => `Another connection is called ${name}.`,
    remedy: 'Choose another Identity provider name.',
  }),
  'connection-not-imported': entry({
    kind: 'unready',
    cause: 'The set-up cannot be finished: nothing is known of the identity provider yet.',
    remedy: 'Import its metadata first: Metadata import.',
  }),
  'connections-full': entry<{ most: number }>({
    kind: 'unready',
    cause: ({ most }) => `There are ${most} connections, which is the most.`,
    remedy: 'Delete one that nobody uses.',
  }),
})
