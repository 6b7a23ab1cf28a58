import { entry, problems } from '@postern/saml/problem'

export const userProblem = problems({
  'user-missing': entry({
    kind: 'missing',
    cause: 'There is no user at this address.',
    remedy:
      'Choose one under Identity, Users, All users. The account may have been deleted: then it stands under Deleted users for 30 days.',
  }),
  'deleted-user-missing': entry({
    kind: 'missing',
    cause: 'There is no deleted user at this address.',
    remedy:
      'Look under Identity, Users, Deleted users. The user may have been restored, or the 30 days are over.',
  }),
  'name-taken-since': entry<{ user: string }>({
    kind: 'unready',
    cause: ({ user }) =>
      `The user principal name ${user} belongs to another user by now. Nothing was changed.`,
    remedy: 'Delete that other user first, then restore this one.',
  }),
})
