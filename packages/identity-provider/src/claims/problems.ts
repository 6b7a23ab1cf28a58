import { entry, problems } from '@postern/saml/problem'

export const claimProblem = problems({
  'claim-missing': entry({
    kind: 'missing',
    cause: 'The application has no claim, or no condition, at this address.',
    remedy: 'Choose one under Attributes & Claims of the application. It may have been deleted or renamed.',
  }),
})
