import { entry, problems } from '@postern/saml/problem'
import type { ContentFault } from './project.ts'

/** The causes of what is missing are word for word those that clients know (bitbucket.md 2.0). */
export const contentProblem = problems({
  'content-invalid': entry<{ fields: readonly string[]; messages: readonly string[] }>({
    kind: 'invalid',
    cause: ({ messages }) => messages.join(' '),
    remedy: 'Correct the named values and send them again.',
  }),
  'project-missing': entry<{ key: string }>({
    kind: 'missing',
    cause: ({ key }) => `Project ${key} does not exist.`,
    remedy: 'Look at the list on the Projects page. A project that you may not see is not told of.',
  }),
  'project-exists': entry<{ fields: readonly string[]; messages: readonly string[] }>({
    kind: 'unready',
    cause: ({ messages }) => messages.join(' '),
    remedy: 'Choose another one.',
  }),
  'project-not-empty': entry<{ key: string }>({
    kind: 'unready',
    cause: ({ key }) => `The project ${key} cannot be deleted because it has repositories.`,
    remedy: 'Delete its repositories first.',
  }),
  'repository-missing': entry<{ key: string; slug: string }>({
    kind: 'missing',
    cause: ({ key, slug }) => `Repository ${key}/${slug} does not exist.`,
    remedy: 'Look at the list on the page of the project. A repository that you may not see is not told of.',
  }),
  'repository-exists': entry<{ fields: readonly string[]; messages: readonly string[] }>({
    kind: 'unready',
    cause: ({ messages }) => messages.join(' '),
    remedy: 'Choose another Repository name.',
  }),
  'repository-archived': entry<{ key: string; slug: string }>({
    kind: 'unready',
    cause: ({ key, slug }) => `Repository ${key}/${slug} is archived: nothing in it can be changed.`,
    remedy: 'Untick Archived in the settings of the repository first.',
  }),
  'content-refused': entry<{ permission: string }>({
    kind: 'refused',
    cause: 'You are not permitted to access this resource',
    remedy: ({ permission }) =>
      `It takes the permission ${permission}. Ask somebody who administers the project or the repository.`,
  }),
  'no-pull-requests': entry({
    kind: 'missing',
    cause: 'Pull requests are not part of this host, which is there to rehearse single sign-on and git.',
    remedy: 'Merge branches with git and push: the Branches page shows what there is.',
  }),
  'no-ssh': entry({
    kind: 'missing',
    cause: 'SSH is not part of this host: it speaks git over HTTP only.',
    remedy: 'Create an access token under Access tokens, and use it as the password of git.',
  }),
  'own-level': entry({
    kind: 'unready',
    cause: 'This would take your own permission to administer it away from you.',
    remedy: 'Ask another administrator to change it.',
  }),
})

export const contentInvalid = (faults: readonly ContentFault[]) =>
  contentProblem('content-invalid', {
    fields: faults.map((fault) => fault.field),
    messages: faults.map((fault) => fault.message),
  })
