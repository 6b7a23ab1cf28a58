import { entry, problems } from '@postern/saml/problem'

export const tokenProblem = problems({
  'token-missing': entry<{ id: string }>({
    kind: 'missing',
    cause: ({ id }) => `There is no access token with the id ${id} here.`,
    remedy: 'Look at the list on the HTTP access tokens page.',
  }),
  'token-too-many': entry<{ most: number }>({
    kind: 'unready',
    cause: ({ most }) => `There are ${most} access tokens already, which is the most.`,
    remedy: 'Revoke some that are not used on the HTTP access tokens page.',
  }),
})
