import { entry, problems } from '@postern/saml/problem'

export const applicationProblem = problems({
  'application-missing': entry<{ id: string }>({
    kind: 'missing',
    cause: 'There is no application of this id.',
    remedy: 'Open Applications and choose one that is listed.',
  }),
})
