import { entry, problems } from '@postern/saml/problem'

export const userProblem = problems({
  'user-missing': entry({
    kind: 'missing',
    cause: 'There is no user at this address.',
    remedy: 'Choose one under Identity, Users, All users. The account may have been deleted.',
  }),
})
