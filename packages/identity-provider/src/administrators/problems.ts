import { entry, problems } from '@postern/saml/problem'

export const administratorProblem = problems({
  'administrators-only': entry({
    kind: 'refused',
    cause: 'This console is for administrators, and you are not one.',
    remedy: 'Sign in with another account, or ask a Global Administrator to do it for you.',
  }),
  'role-needed': entry<{ does: string; role: string; held: string }>({
    kind: 'refused',
    cause: ({ does, role, held }) => `${does} needs the role ${role}. You are ${held}.`,
    remedy:
      'Ask somebody with that role to do it, or a Global Administrator to give you the role under Assigned roles. Roles and administrators lists who they are.',
  }),
  'administrator-protected': entry<{ held: string }>({
    kind: 'refused',
    cause: ({ held }) =>
      `This user holds a role (${held}). Changing such a user needs the role Global Administrator.`,
    remedy: 'Ask a Global Administrator to do it. Roles and administrators lists who they are.',
  }),
  'first-administrator': entry<{ fault: string }>({
    kind: 'invalid',
    cause: ({ fault }) => `BOOTSTRAP_ADMIN_USERNAME cannot be used. ${fault}`,
    remedy: 'Set BOOTSTRAP_ADMIN_USERNAME to a name such as admin@contoso.example and start again.',
  }),
})
