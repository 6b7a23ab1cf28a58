import { entry, problems } from '@postern/saml/problem'

export const administratorProblem = problems({
  'administrators-only': entry({
    kind: 'refused',
    cause: 'This console is for administrators, and you are not one.',
    remedy: 'Sign in with another account, or ask a Global Administrator to do it for you.',
  }),
  'first-administrator': entry<{ fault: string }>({
    kind: 'invalid',
    cause: ({ fault }) => `BOOTSTRAP_ADMIN_USERNAME cannot be used. ${fault}`,
    remedy: 'Set BOOTSTRAP_ADMIN_USERNAME to a name such as admin@contoso.example and start again.',
  }),
})
