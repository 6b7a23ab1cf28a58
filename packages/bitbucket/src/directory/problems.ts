import { entry, problems } from '@postern/saml/problem'
import type { Fault } from './user.ts'

/** Facts `fields` and `messages` go together, one of each per fault: the REST answers carry them as `context` and `message`. */
export const directoryProblem = problems({
  'values-invalid': entry<{ fields: readonly string[]; messages: readonly string[] }>({
    kind: 'invalid',
    cause: ({ messages }) => messages.join(' '),
    remedy: 'Correct the named values and send them again.',
  }),
  'user-exists': entry<{ name: string }>({
    kind: 'unready',
    cause: ({ name }) => `A user with the username ${name} already exists.`,
    remedy: 'Choose another Username.',
  }),
  'user-missing': entry<{ name: string }>({
    kind: 'missing',
    cause: ({ name }) => `There is no user with the username ${name}.`,
    remedy: 'Check the Username on the Users page.',
  }),
  'group-exists': entry<{ name: string }>({
    kind: 'unready',
    cause: ({ name }) => `A group with the name ${name} already exists.`,
    remedy: 'Choose another Group name.',
  }),
  'group-missing': entry<{ name: string }>({
    kind: 'missing',
    cause: ({ name }) => `There is no group with the name ${name}.`,
    remedy: 'Check the name on the Groups page.',
  }),
  'own-account': entry({
    kind: 'unready',
    cause: 'You cannot delete your own account.',
    remedy: 'Ask another administrator to delete it.',
  }),
  'own-permission': entry({
    kind: 'unready',
    cause: 'This would take your own permission to administer away from you.',
    remedy: 'Ask another administrator to change it.',
  }),
  'licence-exceeded': entry<{ maximum: number }>({
    kind: 'refused',
    cause: ({ maximum }) =>
      `The action was disallowed as it would exceed the license limit of ${maximum} users.`,
    remedy:
      'Take Bitbucket User away from somebody on the Global permissions page first, or enter a licence for more users on the Licensing page.',
  }),
  'above-own-permission': entry<{ permission: string }>({
    kind: 'refused',
    cause: ({ permission }) => `It takes the global permission ${permission} to do this.`,
    remedy: 'Ask a System Admin to do it.',
  }),
})

export const valuesInvalid = (faults: readonly Fault[]) =>
  directoryProblem('values-invalid', {
    fields: faults.map((fault) => fault.field),
    messages: faults.map((fault) => fault.message),
  })
