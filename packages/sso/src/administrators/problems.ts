import { entry, problems } from '@postern/saml/problem'

const articles: Readonly<Record<string, string>> = {
  owner: 'an owner',
  administrator: 'an administrator or an owner',
}

export const administratorProblem = problems({
  'role-too-low': entry<{ role: string; needed: string }>({
    kind: 'refused',
    cause: ({ needed }) => `Only ${articles[needed] ?? needed} may do this. Nothing was changed.`,
    remedy: 'Ask an owner to do it, or to change Role of your account under Administrators.',
  }),
})
