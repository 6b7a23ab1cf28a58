import { entry, problems } from '@postern/saml/problem'

export const bulkProblem = problems({
  'import-missing': entry({
    kind: 'missing',
    cause: 'There is no import at this address.',
    remedy:
      'Upload the file again under Users, New user, Bulk create. What is not confirmed is forgotten after a day.',
  }),
})
