import { entry, problems } from '@postern/saml/problem'

export const gitProblem = problems({
  'ref-missing': entry<{ at: string }>({
    kind: 'missing',
    cause: ({ at }) => `Commit ${at} does not exist in this repository.`,
    remedy: 'Choose one of the names on the Branches page, or a commit of this repository.',
  }),
  'repository-empty': entry({
    kind: 'missing',
    cause: 'No default branch is defined: nothing was pushed to this repository yet.',
    remedy: 'Push a branch first.',
  }),
  'path-missing': entry<{ path: string; at: string }>({
    kind: 'missing',
    cause: ({ path, at }) => `The path ${path} does not exist at revision ${at}.`,
    remedy: 'Start from the files of the repository and choose a path from there.',
  }),
  'branch-exists': entry<{ name: string }>({
    kind: 'unready',
    cause: ({ name }) => `There is a branch ${name} already, or one whose name stands in its way.`,
    remedy: 'Choose another Branch name.',
  }),
  'branch-default': entry<{ name: string }>({
    kind: 'unready',
    cause: ({ name }) => `${name} is the default branch and cannot be deleted.`,
    remedy: 'Choose another Default branch in the settings of the repository first.',
  }),
  'git-missing': entry({
    kind: 'unready',
    cause: 'The program git is not installed on the machine of this Bitbucket host.',
    remedy: 'Install git (apt-get install git), and see that PATH leads to it.',
  }),
  'git-busy': entry({
    kind: 'limited',
    cause: 'Bitbucket is under heavy load: too many git operations run at once.',
    remedy: 'Try again in a minute.',
  }),
  'git-too-much': entry<{ limit: number }>({
    kind: 'invalid',
    cause: ({ limit }) => `The answer is larger than ${limit} octets, or took too long to make.`,
    remedy: 'Ask for less of it, or clone the repository.',
  }),
})
