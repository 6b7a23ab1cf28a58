import { entry, problems } from '@postern/saml/problem'

export const appRoleProblem = problems({
  'app-role-missing': entry({
    kind: 'missing',
    cause: 'The application has no app role at this address.',
    remedy: 'Choose one under App roles of the application. It may have been deleted.',
  }),
  'app-role-enabled': entry({
    kind: 'refused',
    cause: 'An app role that is enabled cannot be deleted. Nothing was changed.',
    remedy: 'Take the tick from Do you want to enable this app role?, and save; then delete it.',
  }),
  'app-roles-full': entry<{ most: number }>({
    kind: 'refused',
    cause: ({ most }) => `The application has ${most} app roles already. No other one was made.`,
    remedy: 'Delete an app role that is not needed any more, then choose Create app role again.',
  }),
})
