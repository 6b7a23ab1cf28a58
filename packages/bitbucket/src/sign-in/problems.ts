import { entry, problems } from '@postern/saml/problem'

export const signInProblem = problems({
  'login-from-elsewhere': entry({
    kind: 'refused',
    cause: 'The log-in was sent from a page of another site.',
    remedy: 'Open the log-in page of this site and log in there.',
  }),
})
