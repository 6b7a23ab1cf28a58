import { entry, problems } from '@postern/saml/problem'

export const personProblem = problems({
  'administrators-only': entry<{ permission: string }>({
    kind: 'refused',
    cause: ({ permission }) => `This page is for administrators with the global permission ${permission}.`,
    remedy: ({ permission }) =>
      `Ask an administrator for ${permission}, which is granted on the Global permissions page.`,
  }),
})
