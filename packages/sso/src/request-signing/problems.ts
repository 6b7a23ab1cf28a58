import { entry, problems } from '@postern/saml/problem'

export const requestKeyProblem = problems({
  'request-keys-full': entry<{ most: number }>({
    kind: 'unready',
    cause: ({ most }) => `There are ${most} keys, which is the most.`,
    remedy: 'In Request signing, remove one that no longer signs.',
  }),
  'request-key-signs': entry({
    kind: 'unready',
    cause: 'This key signs the requests now, so it was not removed.',
    remedy: 'In Request signing, let another key sign first.',
  }),
  'request-key-unknown': entry({
    kind: 'missing',
    cause: 'There is no such key any more.',
    remedy: 'Open Request signing again.',
  }),
})
