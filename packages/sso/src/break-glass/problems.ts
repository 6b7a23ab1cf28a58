import { entry, problems } from '@postern/saml/problem'

export const breakGlassProblem = problems({
  'alarm-needs-administrator': entry({
    kind: 'refused',
    cause: 'Whoever came in by a break-glass code cannot end the alarm about it.',
    remedy: 'Sign in with the user name of an administrator, and choose Acknowledge under Break-glass.',
  }),
})
