import { entry, problems } from '@postern/saml/problem'

export const inspectProblem = problems({
  'command-line': entry<{ why: string }>({
    kind: 'invalid',
    cause: ({ why }) => why,
    remedy: 'postern inspect --help tells the options.',
  }),
  'file-unreadable': entry<{ file: string; why: string }>({
    kind: 'invalid',
    cause: ({ file, why }) => `${file} cannot be read: ${why}.`,
    remedy: 'Check the name and who may read it.',
  }),
})
