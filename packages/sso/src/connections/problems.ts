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
  'connections-full': entry<{ most: number }>({
    kind: 'unready',
    cause: ({ most }) => `There are ${most} connections, which is the most.`,
    remedy: 'Delete one that nobody uses.',
  }),
})
