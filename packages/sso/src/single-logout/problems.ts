import { entry, problems } from '@postern/saml/problem'

export const singleLogoutProblem = problems({
  'logout-old': entry<{ id: string; minutes: number }>({
    kind: 'refused',
    cause: ({ id, minutes }) =>
      `The logout ${id} was asked for ${minutes} minutes ago. Nobody was signed out by it.`,
    remedy: 'Sign out again at the identity provider. If it stays so, set the clocks of both servers by NTP.',
  }),
  'logout-repeated': entry<{ id: string }>({
    kind: 'refused',
    cause: ({ id }) => `The logout ${id} was asked for before. Nobody was signed out by it again.`,
    remedy: 'Sign out again at the identity provider. If it stays so, somebody repeats what they recorded.',
  }),
})
