import { entry, problems } from '@postern/saml/problem'

export const passkeyProblem = problems({
  'passkey-missing': entry({
    kind: 'missing',
    cause: 'You have no such passkey.',
    remedy: 'Open Your account: it may have been removed in another window.',
  }),
  'passkeys-full': entry<{ most: number }>({
    kind: 'unready',
    cause: ({ most }) => `You have ${most} passkeys, which is the most. None was added.`,
    remedy: 'Remove one that you no longer use, under Your account.',
  }),
  'passkey-address': entry<{ host: string }>({
    kind: 'unready',
    cause: ({ host }) =>
      `This console is reached at ${host}. Browsers give passkeys to a name only, not to numbers.`,
    remedy:
      'Set PUBLIC_URL of the SSO service to https:// with a host name (http://localhost on your own machine) and start it again.',
  }),
  'passkey-unsent': entry({
    kind: 'invalid',
    cause: 'The browser sent no passkey.',
    remedy: 'Passkeys need JavaScript. Turn it on for this page, or use another way to sign in.',
  }),
  'passkey-late': entry({
    kind: 'refused',
    cause: 'The passkey answered a question that this page did not ask within the last five minutes.',
    remedy: 'Press the button again, in the window in which you want to go on.',
  }),
  'passkey-replayed': entry({
    kind: 'refused',
    cause: 'This answer of the passkey was sent before. An answer counts once.',
    remedy: 'Press the button again. If you sent nothing before, somebody else did: look into the audit log.',
  }),
  'passkey-origin': entry<{ origin: string; expected: string }>({
    kind: 'refused',
    cause: ({ origin, expected }) => `The passkey was used at ${origin}, and not at ${expected}.`,
    remedy:
      'Open the console at its own address. If you did, PUBLIC_URL of the SSO service is not that address: correct it.',
  }),
  'passkey-unknown': entry({
    kind: 'refused',
    cause: 'This passkey does not let you in here.',
    remedy: 'Choose another one, or sign in with your password. It may have been removed under Your account.',
  }),
  'passkey-wrong': entry<{ why: string }>({
    kind: 'refused',
    cause:
      'What the passkey answered does not hold: its signature, its site, or the proof that its owner was there.',
    remedy:
      'Press the button again, and confirm with the fingerprint, face or PIN that the device asks for. The log says why.',
  }),
  'passkey-counter': entry<{ kept: number; came: number }>({
    kind: 'refused',
    cause: ({ kept, came }) =>
      `The passkey says that this was use ${came}, and use ${kept} was seen before: there may be a copy of it.`,
    remedy:
      'Sign in another way, remove this passkey under Your account, and add a new one. Its use stands in the audit log.',
  }),
  'passkey-taken': entry({
    kind: 'unready',
    cause: 'This passkey is known here already. Nothing was added.',
    remedy: 'Choose another device, or use the one that you have.',
  }),
})
