import { entry, problems } from '@postern/saml/problem'

/** What an answer lacks to name a person by the rules of its connection. */
export const claimProblem = problems({
  'claim-repeated': entry<{ claim: string; values: readonly string[] }>({
    kind: 'refused',
    cause: ({ claim, values }) => `The claim ${claim} came with several values: ${values.join(', ')}.`,
    remedy: 'Send one value in this claim: change its Source attribute under Attributes & Claims.',
  }),
  'claim-missing': entry<{ claim: string; field: string }>({
    kind: 'refused',
    cause: ({ claim, field }) => `The answer has no claim ${claim}, from which ${field} is taken.`,
    remedy: ({ claim, field }) =>
      `Add the claim ${claim} under Attributes & Claims at the identity provider, or choose another for ${field} under Attribute mapping of the connection.`,
  }),
  'account-subject': entry<{ nameId: string }>({
    kind: 'refused',
    cause:
      'The answer names this person anew each time (a transient NameID), and has nothing that stays. It cannot be a subject.',
    remedy:
      'Send the claim objectidentifier, or another Unique User Identifier (Name ID), or choose Immutable id under Attribute mapping of the connection.',
  }),
  'account-name': entry<{ nameId: string; userName: string }>({
    kind: 'refused',
    cause: ({ nameId, userName }) =>
      userName === nameId.trim()
        ? `The identity provider names this person “${nameId}”, which cannot be a user name.`
        : `The identity provider names this person “${nameId}”. What is left of it, “${userName}”, cannot be a user name.`,
    remedy:
      'Send the user principal name as Unique User Identifier (Name ID), or change User name under Attribute mapping of the connection.',
  }),
})
