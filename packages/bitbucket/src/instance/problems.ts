import { entry, problems } from '@postern/saml/problem'

export const instanceProblem = problems({
  'version-unknown': entry<{ named: string; known: readonly string[] }>({
    kind: 'invalid',
    cause: ({ named }) => `BITBUCKET_VERSION is ${named}, which this host cannot play.`,
    remedy: ({ known }) => `Set BITBUCKET_VERSION to one of ${known.join(', ')}, or leave it out.`,
  }),
})
