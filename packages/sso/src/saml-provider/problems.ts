import { entry, problems } from '@postern/saml/problem'

/** What an application can ask wrongly by SAML. The remedies name the fields of Bitbucket's Authentication methods. */
export const samlProviderProblem = problems({
  'saml-request-missing': entry({
    kind: 'invalid',
    cause: 'This address takes a SAML AuthnRequest, and none came.',
    remedy: 'Open the application itself; it sends you here when it needs to.',
  }),
  'saml-request-issuer': entry<{ issuer: string }>({
    kind: 'refused',
    cause: ({ issuer }) => `No application that signs people in by SAML calls itself ${issuer || 'nothing'}.`,
    remedy:
      'Compare the sender’s entity ID with Base URL under Applications; connect the application again with SAML chosen.',
  }),
  'saml-request-unknown': entry({
    kind: 'refused',
    cause: 'This sign-in is over, took longer than half an hour, or was begun in another browser.',
    remedy: 'Open the application again; it begins a new sign-in.',
  }),
  'saml-request-name': entry<{ format: string; application: string }>({
    kind: 'refused',
    cause: ({ application, format }) => `${application} asks for a name of the format ${format}.`,
    remedy: 'Have the application ask for no format, for unspecified or for emailAddress.',
  }),
})
