import { entry, problems } from '@postern/saml/problem'

/** What REST alone refuses. The causes that clients may compare are word for word those of bitbucket.md 2.0. */
export const restProblem = problems({
  'not-permitted': entry({
    kind: 'refused',
    cause: 'You are not permitted to access this resource',
    remedy: 'Send the credentials of a user who has the global permission that the call needs.',
  }),
  'credentials-wrong': entry({
    kind: 'refused',
    cause: 'Authentication failed. Please check your credentials and try again.',
    remedy: 'Correct the username or the password.',
  }),
  'credentials-limited': entry({
    kind: 'refused',
    cause: 'There were too many failed attempts to log in with this username.',
    remedy: 'Wait some minutes, then log in again with the right password.',
  }),
  'basic-blocked': entry({
    kind: 'refused',
    cause: 'Basic Authentication has been disabled on this instance.',
    remedy: 'Send an access token, or let an administrator allow it at /rest/basicauth/latest/config.',
  }),
  'websudo-required': entry({
    kind: 'refused',
    cause: 'You must confirm your password before you administer Bitbucket.',
    remedy: 'Confirm it at /websudo in this session, or send Basic authentication or an access token.',
  }),
  'cross-site': entry({
    kind: 'refused',
    cause: 'XSRF check failed',
    remedy: 'Send the header X-Atlassian-Token: no-check.',
  }),
  'body-not-json': entry<{ why: string }>({
    kind: 'invalid',
    cause: ({ why }) => `The body of the request cannot be read: ${why}.`,
    remedy: 'Send a JSON object, with Content-Type: application/json.',
  }),
  'parameter-invalid': entry<{ fields: readonly string[]; messages: readonly string[] }>({
    kind: 'invalid',
    cause: ({ messages }) => messages.join(' '),
    remedy: 'Correct the named parameter.',
  }),
})

export const parameterInvalid = (field: string, message: string) =>
  restProblem('parameter-invalid', { fields: [field], messages: [message] })
