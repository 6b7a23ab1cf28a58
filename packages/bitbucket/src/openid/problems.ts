import { entry, problems } from '@postern/saml/problem'

const again = 'Go back to the log-in page and start again.'

/**
 * Each way in which a sign-in through an identity provider stops. The person sees cause, remedy, code and reference; where
 * `providerId` is a fact, the page offers to come in as somebody else.
 */
export const openidProblem = problems({
  'sso-state-unknown': entry({
    kind: 'invalid',
    cause: 'The answer of the identity provider belongs to no sign-in that was started here.',
    remedy: again,
  }),
  'sso-state-expired': entry({
    kind: 'invalid',
    cause: 'The sign-in took too long: more than 20 minutes passed since it was started.',
    remedy: again,
  }),
  'sso-state-used': entry({
    kind: 'refused',
    cause: 'The answer of the identity provider was already used once.',
    remedy: `${again} Do not reload the page that the identity provider leads to.`,
  }),
  'sso-other-browser': entry({
    kind: 'refused',
    cause: 'The sign-in was started in another browser, or cookies are not kept.',
    remedy: `${again} Cookies must be allowed for this site.`,
  }),
  'sso-refused-by-provider': entry<{ provider: string; error: string; description: string }>({
    kind: 'refused',
    cause: ({ provider, error, description }) =>
      `${provider} did not sign you in: ${error}${description ? ` (${description})` : ''}.`,
    remedy: ({ provider }) =>
      `Go back to the log-in page and try again. If it happens again, ask an administrator of ${provider}.`,
  }),
  'sso-answer-invalid': entry<{ provider: string; why: string }>({
    kind: 'refused',
    cause: ({ provider, why }) => `The answer of ${provider} cannot be trusted: ${why}.`,
    remedy: ({ provider }) =>
      `An administrator can compare Issuer URL, Client ID and Client secret on the Authentication methods page with those of ${provider}.`,
  }),
  'sso-username-missing': entry<{ provider: string; template: string }>({
    kind: 'refused',
    cause: ({ provider, template }) =>
      `${provider} sent no value for the username: neither the ID token nor the user info holds the claims of ${template}.`,
    remedy:
      'An administrator can correct Username mapping on the Authentication methods page, or have the claim sent.',
  }),
  'sso-claim-missing': entry<{ provider: string; claim: string }>({
    kind: 'refused',
    cause: ({ provider, claim }) => `Claim [${claim}] could not be found in what ${provider} sent.`,
    remedy:
      'An administrator can correct Display name, Email and Groups under just-in-time provisioning on the Authentication methods page, or have the claim sent.',
  }),
  'sso-user-missing': entry<{ user: string; providerId: number }>({
    kind: 'refused',
    cause: ({ user }) => `Received SSO request for user ${user}, but the user does not exist.`,
    remedy:
      'An administrator can create the user on the Users page, or the identity provider must do so first.',
  }),
  'sso-user-unlicensed': entry<{ user: string; providerId: number }>({
    kind: 'refused',
    cause: ({ user }) => `Received SSO request for user ${user}, but the user is not permitted to log in.`,
    remedy:
      'An administrator can grant Bitbucket User on the Global permissions page, to the user or to a group of the user.',
  }),
  'sso-provider-unreachable': entry<{ address: string; why: string }>({
    kind: 'unready',
    cause: ({ address, why }) => `The identity provider does not answer at ${address}: ${why}.`,
    remedy:
      'Try again in a minute. An administrator can check Issuer URL on the Authentication methods page, and whether this server reaches it.',
  }),
  'sso-issuer-unknown': entry<{ issuer: string }>({
    kind: 'invalid',
    cause: ({ issuer }) => `No identity provider with the Issuer URL ${issuer} is enabled here.`,
    remedy:
      'An administrator can compare Issuer URL on the Authentication methods page; it must be equal in each letter.',
  }),
  'sso-target-elsewhere': entry({
    kind: 'invalid',
    cause: 'The sign-in was to end at an address that is not on this server.',
    remedy: 'Correct the target_link_uri that the identity provider sends.',
  }),
  'sso-saml-issuer': entry<{ issuer: string }>({
    kind: 'refused',
    cause: ({ issuer }) => `No identity provider with the Single sign-on issuer ${issuer} is enabled here.`,
    remedy:
      'An administrator can compare Single sign-on issuer on the Authentication methods page; it must be equal in each letter.',
  }),
  'sso-saml-refused': entry<{ provider: string; code: string; why: string; remedy: string }>({
    kind: 'refused',
    cause: ({ provider, why }) => `The answer of ${provider} cannot be trusted: ${why}`,
    remedy: ({ remedy }) => remedy,
  }),
  'sso-saml-replayed': entry<{ provider: string }>({
    kind: 'refused',
    cause: ({ provider }) => `This answer of ${provider} was already used once.`,
    remedy: `${again} Do not reload the page that the identity provider leads to.`,
  }),
  'sso-provider-disabled': entry<{ provider: string }>({
    kind: 'refused',
    cause: ({ provider }) => `Logging in through ${provider} is switched off.`,
    remedy: 'Choose another way on the log-in page.',
  }),
})
