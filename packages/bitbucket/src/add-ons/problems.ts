import { entry, problems } from '@postern/saml/problem'

export const addOnProblem = problems({
  'add-on-invalid': entry<{ fields: readonly string[]; messages: readonly string[] }>({
    kind: 'invalid',
    cause: ({ messages }) => messages.join(' '),
    remedy: 'Correct Address of the SSO service.',
  }),
  'add-on-missing': entry({
    kind: 'missing',
    cause: 'This add-on is not installed.',
    remedy: 'Install it under Administration, Find new add-ons.',
  }),
})

/** At the one field that an installation has. */
export const addOnInvalid = (message: string, cause?: unknown) =>
  addOnProblem('add-on-invalid', { fields: ['address'], messages: [message] }, { cause })
