import { entry, problems } from '@postern/saml/problem'

export const trialProblem = problems({
  'trial-link-over': entry({
    kind: 'unready',
    cause: 'This test link was used, was withdrawn, or is older than 24 hours.',
    remedy: 'Ask the person who sent it for a new one. They make it under Test sign-in of the connection.',
  }),
  'trial-links-full': entry<{ most: number }>({
    kind: 'unready',
    cause: ({ most }) => `${most} test links of this connection wait to be used, which is the most.`,
    remedy: 'Withdraw one under Test sign-in of the connection, then make the new one.',
  }),
})
