import { entry, problems } from '@postern/saml/problem'

export const openidProblem = problems({
  'interaction-unknown': entry({
    kind: 'refused',
    cause: 'This sign-in is over, took longer than half an hour, or was begun in another browser.',
    remedy: 'Open the application again; it begins a new sign-in.',
  }),
})
