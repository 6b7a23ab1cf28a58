import { entry, problems } from '@postern/saml/problem'

export const groupProblem = problems({
  'group-missing': entry({
    kind: 'missing',
    cause: 'There is no group at this address.',
    remedy: 'Choose one under Identity, Groups. The group may have been deleted.',
  }),
})
