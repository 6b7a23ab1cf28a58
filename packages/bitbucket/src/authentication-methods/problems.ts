import { entry, problems } from '@postern/saml/problem'

export const methodsProblem = problems({
  'provider-invalid': entry<{ fields: readonly string[]; messages: readonly string[] }>({
    kind: 'invalid',
    cause: ({ messages }) => messages.join(' '),
    remedy: 'Correct the named fields on the Authentication methods page.',
  }),
  'provider-missing': entry<{ id: string }>({
    kind: 'missing',
    cause: ({ id }) => `There is no identity provider with the id ${id}.`,
    remedy: 'Look at the list on the Authentication methods page.',
  }),
})

export const providerInvalid = (faults: readonly { field: string; message: string }[]) =>
  methodsProblem('provider-invalid', {
    fields: faults.map((fault) => fault.field),
    messages: faults.map((fault) => fault.message),
  })
