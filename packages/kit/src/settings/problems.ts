import { entry, problems } from '@postern/saml/problem'

export const settingsProblem = problems({
  settings: entry<{ faults: readonly string[] }>({
    kind: 'invalid',
    cause: ({ faults }) =>
      `The environment holds ${faults.length === 1 ? 'a value' : 'values'} that cannot be used: ${faults.join('; ')}.`,
    remedy: 'Correct the named variables and start again.',
  }),
})
