import { entry, problems } from '@postern/saml/problem'

export const accountProblem = problems({
  'account-missing': entry<{ id: string }>({
    kind: 'missing',
    cause: 'There is no account of this id.',
    remedy: 'Open Accounts and search for the person.',
  }),
  'decision-missing': entry<{ id: string }>({
    kind: 'missing',
    cause: 'There is no decision of this id, or nobody asked for it any more.',
    remedy: 'Open Accounts, then Decisions.',
  }),
  'decision-over': entry<{ person: string }>({
    kind: 'unready',
    cause: ({ person }) =>
      `Something else was decided about ${person} in the meantime, or they are tied by now.`,
    remedy: 'Open Accounts, then Decisions, and look at it again. Nothing was changed.',
  }),
  'account-unknown': entry<{ userName: string; application: string; connection: string }>({
    kind: 'refused',
    cause: ({ userName, application }) => `${application} has no account with the user name ${userName}.`,
    remedy: ({ userName, connection }) =>
      `Make an account with the Username ${userName} in Bitbucket, or turn on “Create users in Bitbucket's internal Directory if needed” of the connection ${connection}.`,
  }),
  'account-is-administrator': entry<{ userName: string; application: string; subject: string }>({
    kind: 'refused',
    cause: ({ userName, application }) =>
      `${userName} administers ${application}, and no person is tied to an administrator's account by a user name alone.`,
    remedy: ({ userName }) =>
      `If this person is ${userName}, have an Owner say so under Accounts, Decisions. Else give the person a user name of their own at the identity provider.`,
  }),
  'account-taken': entry<{ userName: string; application: string; subject: string }>({
    kind: 'refused',
    cause: ({ userName, application }) =>
      `The account ${userName} of ${application} belongs to another person already.`,
    remedy:
      'Open Accounts, Decisions, and say whose the account is: where the identity provider made the same person anew, it goes to the new one.',
  }),
  'account-name-in-use': entry<{ userName: string; application: string; subject: string }>({
    kind: 'refused',
    cause: ({ userName, application }) =>
      `No account of this person was found, and a new one cannot be called ${userName}: ${application} has an account of that name.`,
    remedy:
      'Open Accounts, Decisions, and say whether it is this person’s account, or what the new one is called.',
  }),
  'account-several': entry<{ emailAddress: string; application: string; subject: string }>({
    kind: 'refused',
    cause: ({ emailAddress, application }) =>
      `More than one account of ${application} has the address ${emailAddress}.`,
    remedy:
      'Open Accounts, Decisions, and say which of them is this person’s, or change Email address of the others in Bitbucket.',
  }),
  'user-name-domain': entry<{ userName: string; domain: string; connection: string }>({
    kind: 'refused',
    cause: ({ userName, domain, connection }) =>
      `${connection} names this person ${userName}, and may not vouch for ${domain}.`,
    remedy: ({ domain, connection }) =>
      `If people of ${domain} come by ${connection}, add ${domain} to its Known domains; else change User name under its Attribute mapping.`,
  }),
  'account-inactive': entry<{ userName: string; application: string }>({
    kind: 'refused',
    cause: ({ userName, application }) => `The account ${userName} of ${application} is not active.`,
    remedy: ({ userName }) => `Activate ${userName} under Users in Bitbucket.`,
  }),
  'account-address': entry<{ userName: string }>({
    kind: 'refused',
    cause: ({ userName }) =>
      `No e-mail address is known of ${userName}: neither the claim emailaddress nor the user principal name has the form of one.`,
    remedy: 'Give the person an Email at the identity provider, or send the claim emailaddress.',
  }),
})
