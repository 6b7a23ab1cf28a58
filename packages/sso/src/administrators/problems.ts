import { entry, problems } from '@postern/saml/problem'

const articles: Readonly<Record<string, string>> = {
  owner: 'an owner',
  administrator: 'an administrator or an owner',
}

export const administratorProblem = problems({
  'administrator-missing': entry({
    kind: 'missing',
    cause: 'There is no such administrator.',
    remedy: 'Open Administrators: another owner may have removed the account.',
  }),
  'no-account': entry({
    kind: 'refused',
    cause: 'You came in by a break-glass code: there is no account of yours.',
    remedy: 'Make a link for a new password under Administrators, and sign in with it.',
  }),
  'last-owner': entry({
    kind: 'unready',
    cause: 'Nobody would be left who can say who is an administrator. Nothing was changed.',
    remedy: 'Make another enabled administrator an Owner first, under Administrators.',
  }),
  'administrators-full': entry<{ most: number }>({
    kind: 'unready',
    cause: ({ most }) => `There are ${most} administrators and invitations, which is the most.`,
    remedy: 'Remove those who are no longer needed.',
  }),
  'invitation-over': entry({
    kind: 'missing',
    cause: 'This invitation was used, withdrawn, or is older than three days.',
    remedy: 'Ask an owner for another link, under Administrators.',
  }),
  'role-too-low': entry<{ role: string; needed: string }>({
    kind: 'refused',
    cause: ({ needed }) => `Only ${articles[needed] ?? needed} may do this. Nothing was changed.`,
    remedy: 'Ask an owner to do it, or to change Role of your account under Administrators.',
  }),
})
