import { entry, problems } from '@postern/saml/problem'

export const activityProblem = problems({
  'activity-missing': entry<{ days: number }>({
    kind: 'missing',
    cause: ({ days }) => `There is no attempt at this address. Attempts are kept for ${days} days.`,
    remedy: 'Open Activity and search for the person or the reference.',
  }),
})
