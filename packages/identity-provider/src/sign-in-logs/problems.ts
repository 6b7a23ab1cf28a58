import { entry, problems } from '@postern/saml/problem'

export const signInLogProblem = problems({
  'sign-in-log-missing': entry({
    kind: 'missing',
    cause: 'There is no sign-in at this address.',
    remedy: 'Choose one under Monitoring & health, Sign-in logs. They are kept for 30 days.',
  }),
})
