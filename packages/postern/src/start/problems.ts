import { entry, problems } from '@postern/saml/problem'

export const startProblem = problems({
  'option-unknown': entry<{ option: string }>({
    kind: 'invalid',
    cause: ({ option }) => `postern start does not know ${option}.`,
    remedy: 'The only option is --empty.',
  }),
  'port-invalid': entry<{ variable: string; value: string }>({
    kind: 'invalid',
    cause: ({ variable, value }) => `${variable} is "${value}", which is not a port.`,
    remedy: 'Use a number from 1 to 65535.',
  }),
  'port-in-use': entry<{ port: number; server: string; variable: string }>({
    kind: 'unready',
    cause: ({ port, server }) => `Port ${port}, which the ${server} needs, is in use by another program.`,
    remedy: ({ variable }) =>
      `Stop that program (perhaps an earlier npm start), or choose another port: ${variable}=… npm start`,
  }),
  'server-stopped': entry<{ server: string; why: string; log: string }>({
    kind: 'unready',
    cause: ({ server, why }) => `The ${server} did not start: ${why}`,
    remedy: ({ log }) => `Its log is ${log}.`,
  }),
  'sandbox-failed': entry<{ step: string; why: string }>({
    kind: 'unready',
    cause: ({ step, why }) => `The sandbox could not be prepared. ${step}: ${why}`,
    remedy:
      'Start again: what was done is kept, the rest is tried anew. Or start with --empty in another DATA_DIR.',
  }),
})
