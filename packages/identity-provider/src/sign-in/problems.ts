import { entry, problems } from '@postern/saml/problem'

/**
 * Refusals of a sign-in, under the codes that administrators of Entra ID know and look up (entra.md 1.9). The texts tell the
 * same facts; the remedies name our screens.
 */
export const signInProblem = problems({
  AADSTS750054: entry({
    kind: 'invalid',
    cause:
      'SAMLRequest or SAMLResponse must be present as query string parameters in HTTP request for SAML Redirect binding.',
    remedy: 'Start from the application itself, or from My Apps. This address is for applications.',
  }),
  AADSTS75005: entry<{ why: string }>({
    kind: 'invalid',
    cause: ({ why }) => `The request is not a valid SAML 2.0 protocol message. ${why}`,
    remedy: 'The administrator of the application has to correct what it sends.',
  }),
  AADSTS7500529: entry<{ id: string }>({
    kind: 'invalid',
    cause: ({ id }) => `The value '${id}' is not a valid SAML ID. The ID must not begin with a number.`,
    remedy: 'The application has to begin the ID of its requests with a letter or an underscore.',
  }),
  AADSTS700016: entry<{ issuer: string; tenant: string }>({
    kind: 'refused',
    cause: ({ issuer, tenant }) =>
      `Application with identifier '${issuer}' was not found in the directory '${tenant}'. This can happen if the application has not been added by the administrator of the tenant. The request may have been sent to the wrong tenant.`,
    remedy:
      'Compare Identifier (Entity ID) under Basic SAML Configuration with the identifier in the message, letter by letter.',
  }),
  AADSTS650056: entry<{ application: string; issuer: string; identifier: string }>({
    kind: 'refused',
    cause: ({ application, issuer, identifier }) =>
      `Misconfigured application. Check the application identifier in the request to ensure it matches the configured client application identifier: the request says '${issuer}', and ${application} has '${identifier}'.`,
    remedy:
      'They differ by the slash at the end. Make Identifier (Entity ID) under Basic SAML Configuration the one that the request says.',
  }),
  AADSTS7000112: entry<{ application: string; applicationId: string }>({
    kind: 'refused',
    cause: ({ application, applicationId }) => `Application '${applicationId}' (${application}) is disabled.`,
    remedy:
      'An administrator has to set Enabled for users to sign in? to Yes under Properties of the application.',
  }),
  AADSTS76021: entry<{ application: string }>({
    kind: 'refused',
    cause: 'The request sent by client is not signed while the application requires signed requests',
    remedy: ({ application }) =>
      `Start from ${application} itself, and have it sign its requests; or an administrator sets Require verification certificates to No under Verification certificates of the application.`,
  }),
  'request-signature': entry<{ application: string; why: string }>({
    kind: 'refused',
    cause: ({ application, why }) => `The signature of the request of ${application} does not hold. ${why}`,
    remedy:
      'Upload the certificate that the application signs with under Verification certificates of the application, and have it sign with RSA-SHA256.',
  }),
  AADSTS75003: entry<{ binding: string }>({
    kind: 'invalid',
    cause: ({ binding }) =>
      `SAML protocol response cannot be sent via bindings other than HTTP POST. Requested binding: ${binding}`,
    remedy: 'The application has to ask for HTTP-POST, or name no ProtocolBinding.',
  }),
  AADSTS50011: entry<{ url: string; applicationId: string }>({
    kind: 'refused',
    cause: ({ url, applicationId }) =>
      `The reply URL '${url}' specified in the request does not match the reply URLs configured for the application '${applicationId}'. Make sure the reply URL sent in the request matches one added to the application.`,
    remedy: 'Compare Reply URL under Basic SAML Configuration with the one in the message, letter by letter.',
  }),
  AADSTS900236: entry({
    kind: 'invalid',
    cause: "The SAML authentication request property 'Subject' is not supported and must not be set.",
    remedy: 'The application can name the user as login_hint in the query instead.',
  }),
  AADSTS900235: entry<{ comparison: string }>({
    kind: 'invalid',
    cause: ({ comparison }) =>
      `SAML authentication request's RequestedAuthenticationContext Comparison value must be 'exact'. Received value: '${comparison}'.`,
    remedy: 'The application has to ask for exact, or send no RequestedAuthnContext.',
  }),
  AADSTS75016: entry<{ format: string }>({
    kind: 'invalid',
    cause: ({ format }) =>
      `SAML2 Authentication Request has invalid NameIdPolicy. The format '${format}' is not supported.`,
    remedy: 'The application has to ask for persistent, emailAddress, unspecified or transient, or for none.',
  }),
  AADSTS50105: entry<{ application: string; applicationId: string; user: string }>({
    kind: 'refused',
    cause: ({ application, applicationId, user }) =>
      `Your administrator has configured the application ${application} ('${applicationId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '${user}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.`,
    remedy: 'An administrator assigns access under Users and groups of the application: Add user/group.',
  }),
  AADSTS75011: entry<{ actual: string; requested: string; application: string }>({
    kind: 'refused',
    cause: ({ actual, requested, application }) =>
      `Authentication method '${actual}' by which the user authenticated with the service doesn't match requested authentication method '${requested}'. Contact the ${application} application owner.`,
    remedy: 'The application should send no RequestedAuthnContext.',
  }),
  AADSTS501241: entry<{ application: string; user: string; source: string }>({
    kind: 'unready',
    cause: ({ application, user, source }) =>
      `Mandatory Input '${source}' missing from transformation ID 'NameIdentifier'. The Name ID that ${application} is given is made of it, and it is empty for ${user}.`,
    remedy: ({ source }) =>
      `An administrator fills in ${source} under Edit properties of the user, or chooses another source of Unique User Identifier (Name ID) under Attributes & Claims of the application.`,
  }),
  AADSTS50003: entry<{ application: string }>({
    kind: 'unready',
    cause: ({ application }) => `No signing key is configured for ${application}.`,
    remedy: 'An administrator has to look at the SAML Signing Certificate card of the application.',
  }),
  AADSTS7500530: entry({
    kind: 'invalid',
    cause: 'SAML NameId cannot be null.',
    remedy: 'The application has to put the NameID that it was given into its LogoutRequest.',
  }),
  AADSTS50061: entry<{ why: string }>({
    kind: 'invalid',
    cause: ({ why }) => `Unable to complete sign out. The request was invalid. ${why}`,
    remedy: 'The administrator of the application has to correct what it sends. Nobody was signed out.',
  }),
  AADSTS50068: entry<{ application: string }>({
    kind: 'invalid',
    cause: ({ application }) =>
      `Signout failed. The initiating application, ${application}, is not a participant in the current session.`,
    remedy:
      'Sign out under My Apps, which ends the session for every application in it. Nobody was signed out.',
  }),
  AADSTS50070: entry<{ application: string }>({
    kind: 'invalid',
    cause: ({ application }) =>
      `Signout failed. The request of ${application} specified a SessionIndex that did not match the existing session.`,
    remedy:
      'The application has to name the SessionIndex of the assertion that it was given last, or none. Nobody was signed out.',
  }),
  AADSTS50071: entry<{ expired: string }>({
    kind: 'invalid',
    cause: ({ expired }) => `The logout request has expired: its NotOnOrAfter is ${expired}.`,
    remedy: 'Sign out again. If it comes back, compare the clock of the application. Nobody was signed out.',
  }),
  AADSTS50196: entry({
    kind: 'limited',
    cause: 'Too many sign-ins were begun from this address within one minute.',
    remedy:
      'Wait a minute. If it comes back, the application sends the browser here again and again without taking the answer.',
  }),
  'ws-federation-not-offered': entry({
    kind: 'invalid',
    cause:
      'WS-Federation is not offered here. The metadata names this address because applications look for it there.',
    remedy:
      'Set the application up for SAML 2.0: it takes the same metadata, and Login URL in place of this.',
  }),
  'sign-in-expired': entry({
    kind: 'refused',
    cause: 'This sign-in is finished, is older than one hour, or was begun in another browser.',
    remedy: 'Open the application again. It will ask anew.',
  }),
})
