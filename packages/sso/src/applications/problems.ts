import { entry, problems } from '@postern/saml/problem'

export const applicationProblem = problems({
  'application-consent-stray': entry({
    kind: 'refused',
    cause:
      'This answer of Bitbucket belongs to nothing that was begun in this browser, or it was used, or it came too late.',
    remedy: 'Open Applications, Connect Bitbucket, and begin again in one browser; cookies must be allowed.',
  }),
  'application-missing': entry<{ id: string }>({
    kind: 'missing',
    cause: 'There is no application of this id.',
    remedy: 'Open Applications and choose one that is listed.',
  }),
})
