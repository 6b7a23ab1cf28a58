import { entry, problems } from '@postern/saml/problem'

const startAgain = 'Start again from the application, in one browser, and do not go back in between.'

/** Why a sign-in was refused before or after the table of checks. */
export const signInProblem = problems({
  'connection-not-ready': entry<{ connection: string; missing: readonly string[] }>({
    kind: 'unready',
    cause: ({ connection, missing }) => `Nobody can sign in by ${connection} now: ${missing.join(', ')}.`,
    remedy: 'Open the connection in the console: its page says what is missing, and has the button for it.',
  }),
  'no-connection': entry<{ application: string }>({
    kind: 'unready',
    cause: ({ application }) => `No connection leads to ${application} and is ready.`,
    remedy: 'Open Connections in the console and choose the Application of a connection that is ready.',
  }),
  'relay-state-unknown': entry<{ cookie: boolean }>({
    kind: 'refused',
    cause:
      'The answer does not belong to a sign-in that waits here: it was used already, or was never begun.',
    remedy: startAgain,
  }),
  'relay-state-expired': entry<{ minutes: number }>({
    kind: 'refused',
    cause: ({ minutes }) => `The answer came ${minutes} minutes after the sign-in was begun; 15 are allowed.`,
    remedy: startAgain,
  }),
  'wrong-browser': entry<{ cookie: 'missing' | 'other' }>({
    kind: 'refused',
    cause: ({ cookie }) =>
      cookie === 'missing'
        ? 'The browser that brought the answer sent no cookie of ours.'
        : 'The sign-in was begun in another browser than the one that brought the answer.',
    remedy: `${startAgain} Cookies must be allowed for this site.`,
  }),
  'response-replayed': entry<{ issuer: string; assertionId: string }>({
    kind: 'refused',
    cause: 'This answer was used before. Each is accepted once.',
    remedy: `${startAgain} If nobody sent it twice, somebody else may hold a copy of it: look for its ID in Activity.`,
  }),
  'certificate-expired': entry<{ connection: string; ended: string }>({
    kind: 'refused',
    cause: ({ connection, ended }) =>
      `The certificate that is believed of ${connection} ended on ${ended}, and the answer was signed with another key.`,
    remedy:
      'At the identity provider see under SAML Certificates which one is active (Entra makes the next one by itself). Import the metadata again under Metadata import of the connection, and compare the new certificate.',
  }),
  'domain-not-known': entry<{ name: string; knownDomains: readonly string[]; connection: string }>({
    kind: 'refused',
    cause: ({ name, connection }) => `${connection} may not vouch for ${name}: its domain is not known.`,
    remedy: ({ connection }) =>
      `If these people belong to it, open ${connection}, Known domains, and enter the domain.`,
  }),
  'authentication-not-fresh': entry<{ authnInstant: string; begunAt: string }>({
    kind: 'refused',
    cause: ({ authnInstant, begunAt }) =>
      `The application asked that the person signs in anew, but the identity provider saw the person at ${authnInstant}, before the sign-in was begun at ${begunAt}.`,
    remedy: 'Check that the identity provider honours ForceAuthn, and that its clock is right.',
  }),
  'signed-part': entry<{ connection: string; lacking: string }>({
    kind: 'refused',
    cause: ({ connection, lacking }) => `The ${lacking} is not signed, and ${connection} wants it signed.`,
    remedy:
      'At the identity provider set what it signs (Signing Option, at Entra), or choose another answer to What must be signed, in Settings of the connection.',
  }),
  'session-over': entry<{ sessionNotOnOrAfter: string }>({
    kind: 'refused',
    cause: ({ sessionNotOnOrAfter }) =>
      `The identity provider lets the session last until ${sessionNotOnOrAfter}, which is past.`,
    remedy: 'Check the clocks of both servers and the session lifetime at the identity provider.',
  }),
  'post-type': entry<{ type: string }>({
    kind: 'invalid',
    cause: ({ type }) => `The answer came as ${type || 'nothing'}, not as a form.`,
    remedy: 'Set the identity provider to answer by HTTP-POST.',
  }),
  'post-parameter': entry<{ parameter: string; times: number }>({
    kind: 'invalid',
    cause: ({ parameter, times }) =>
      times === 0 ? `The form has no ${parameter}.` : `The form has ${parameter} ${times} times.`,
    remedy:
      'Set the identity provider to answer by HTTP-POST, with SAMLResponse once and RelayState at most once.',
  }),
  'waited-too-long': entry({
    kind: 'refused',
    cause: 'Waiting for the account took longer than half an hour, was ended, or goes on in another browser.',
    remedy: 'Start again from the application. If the account was made in the meantime, that is all.',
  }),
})
