import { entry, problems } from '@postern/saml/problem'

export const activityProblem = problems({
  'activity-missing': entry({
    kind: 'missing',
    cause: 'There is no attempt at this address. Attempts are kept for 90 days.',
    remedy: 'Open Activity and search for the person or the reference.',
  }),
})
