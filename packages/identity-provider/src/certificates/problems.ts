import { entry, problems } from '@postern/saml/problem'

export const certificateProblem = problems({
  'certificate-missing': entry({
    kind: 'missing',
    cause: 'The application has no certificate at this address.',
    remedy: 'Choose one on the SAML Signing Certificate page of the application. It may have been deleted.',
  }),
  'certificate-active': entry({
    kind: 'refused',
    cause: 'The active certificate cannot be deleted: nothing would sign. Nothing was changed.',
    remedy: 'Choose another certificate and Make certificate active; then delete this one.',
  }),
  'certificates-full': entry<{ most: number }>({
    kind: 'refused',
    cause: ({ most }) => `The application has ${most} certificates already. No other one was made.`,
    remedy: 'Delete an inactive certificate that is not needed any more, then choose New certificate again.',
  }),
})
