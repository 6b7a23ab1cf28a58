import { entry, problems } from '@postern/saml/problem'

export const httpProblem = problems({
  'body-too-large': entry<{ limit: number }>({
    kind: 'invalid',
    cause: ({ limit }) => `What was sent is larger than ${limit} octets.`,
    remedy: 'Send less, or a smaller file.',
  }),
  'page-missing': entry<{ path: string }>({
    kind: 'missing',
    cause: 'There is no page at this address.',
    remedy: 'Check the address, or start from the home page.',
  }),
  'port-in-use': entry<{ port: number }>({
    kind: 'unready',
    cause: ({ port }) => `Port ${port} is in use by another program.`,
    remedy: 'Stop that program, or choose another port (PORT).',
  }),
})
