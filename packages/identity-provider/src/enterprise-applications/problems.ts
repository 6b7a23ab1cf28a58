import { entry, problems } from '@postern/saml/problem'

export const applicationProblem = problems({
  'application-missing': entry({
    kind: 'missing',
    cause: 'There is no enterprise application at this address.',
    remedy: 'Choose one under Identity, Enterprise applications. It may have been deleted.',
  }),
  'template-missing': entry({
    kind: 'missing',
    cause: 'The gallery has no application at this address.',
    remedy: 'Choose one under Add from the gallery, or Create your own application.',
  }),
  'application-being-added': entry<{ application: string }>({
    kind: 'unready',
    cause: ({ application }) => `${application} is still being added: it has no signing certificate yet.`,
    remedy: 'Wait a few seconds, then open this address again.',
  }),
  'single-sign-on-disabled': entry<{ application: string }>({
    kind: 'refused',
    cause: ({ application }) => `Single sign-on of ${application} is set to Disabled.`,
    remedy:
      'An administrator has to select SAML on the page Select a single sign-on method, under Single sign-on of the application.',
  }),
  'application-not-configured': entry<{ application: string }>({
    kind: 'unready',
    cause: ({ application }) => `${application} has no Identifier and Reply URL yet.`,
    remedy: 'Fill in Identifier and Reply URL under Basic SAML Configuration, and save.',
  }),
})
