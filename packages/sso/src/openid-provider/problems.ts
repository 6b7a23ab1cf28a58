import { entry, problems } from '@postern/saml/problem'

export const openidProblem = problems({
  'interaction-unknown': entry({
    kind: 'refused',
    cause: 'This sign-in is over, took longer than half an hour, or was begun in another browser.',
    remedy: 'Open the application again; it begins a new sign-in.',
  }),
  'openid-client': entry<{ client: string }>({
    kind: 'invalid',
    cause: ({ client }) =>
      `An application calls itself ${client || 'nothing'}, and no such client is known here.`,
    remedy:
      'Open Applications, the application, and choose Connect again: its Client ID was changed over there.',
  }),
  'openid-redirect-uri': entry<{ sent: string; registered: string; application: string }>({
    kind: 'invalid',
    cause: ({ application, sent }) =>
      `${application} wants the answer at ${sent || 'no address'}, which is not its Redirect URI.`,
    remedy: ({ application }) =>
      `Connect ${application} again under Applications, with the Base URL under which people open it.`,
  }),
  'openid-expired': entry({
    kind: 'refused',
    cause: 'The way back to the application was too late, or in another browser than the way out.',
    remedy:
      'Nothing is to be mended here. Where it happens often, look whether the browser keeps cookies of this address.',
  }),
  'openid-request': entry<{ error: string; detail: string; client: string }>({
    kind: 'invalid',
    cause: ({ error, detail }) =>
      `The application’s request was refused: ${error}${detail ? `, ${detail}` : ''}.`,
    remedy: 'Compare what the application sends with OpenID Connect Core 3.1.2.1.',
  }),
  'openid-page': entry<{ path: string }>({
    kind: 'missing',
    cause: ({ path }) => `The OpenID provider has nothing at ${path}.`,
    remedy: 'Compare the addresses in the application with /openid/.well-known/openid-configuration.',
  }),
})
