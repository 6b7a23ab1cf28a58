/** What a number that Entra ID shows to a person means, for whoever helps them. */
export interface EntraCode {
  /** What to tell the person. */
  readonly person: string
  readonly cause: string
  /** Names fields by their labels in the Microsoft Entra admin center, or here. */
  readonly remedy: string
}

const users = 'In Entra: Users, the person'
const application = 'In Entra: Enterprise applications, the application'
const saml = `${application}, Single sign-on`
const conditional = 'In Entra: Sign-in logs, the sign-in, Conditional Access'
const ours = 'Nothing in Entra is wrong. Report it with the code: what this service sends must change.'
const asks = 'The application asked Entra for something in a way that it does not accept.'
const logout = 'You are signed out here. Close the browser to be signed out everywhere.'

/**
 * The codes that people who sign in through Entra ID report (entra.md 1.9, and those of 1.2 that a service provider's
 * request causes), by their number. Entra shows them on its own page and sends us nothing, so that no attempt here tells why.
 */
export const entraCodes: Readonly<Record<string, EntraCode>> = {
  50003: {
    person: 'Entra has no key to sign with for this application.',
    cause: 'No signing certificate is configured for the application, or none is active.',
    remedy: `${saml}, SAML Certificates, Edit: make a New Certificate, Save, and make it active. Then import its metadata here.`,
  },
  50011: {
    person: 'Entra does not know the address that it should answer to.',
    cause: 'The Reply URL that was asked for is not among those of the application.',
    remedy: `${saml}, Basic SAML Configuration: enter App ID URI of the connection as Reply URL (Assertion Consumer Service URL), letter for letter.`,
  },
  50034: {
    person: 'Entra knows nobody of this name. See that the name is typed as your organization gave it.',
    cause: 'There is no user of this name in the directory, or it was typed wrongly.',
    remedy:
      'In Entra: Users, search for the name. A guest must be invited there first; somebody of another tenant cannot sign in by this one.',
  },
  50053: {
    person:
      'The account is locked for a while after many wrong passwords, or the address you come from is blocked.',
    cause: 'Smart lockout: too many wrong passwords, or sign-ins from an address with a bad name.',
    remedy: `Wait, or: ${users}, Reset password. Sign-in logs tell from where the wrong passwords came.`,
  },
  50055: {
    person: 'Your password has expired. Change it at Microsoft, then sign in again.',
    cause: 'The password of the person has expired.',
    remedy: `The person changes it at sign-in. Where that is not offered: ${users}, Reset password.`,
  },
  50057: {
    person: 'Your account at your organization is switched off.',
    cause: 'The account is disabled in the directory.',
    remedy: `${users}, Properties, Account status: Account enabled. If it comes from Active Directory, enable it there.`,
  },
  50058: {
    person: 'Your sign-in at your organization is over. Start again from the application.',
    cause:
      'A sign-in without questions was asked for, and nobody is signed in. Blocked third-party cookies do this too.',
    remedy:
      'Start from the application, in a window of its own. If it stays so, allow cookies for login.microsoftonline.com.',
  },
  50061: {
    person: logout,
    cause: 'The request to sign out cannot be used.',
    remedy: `${saml}, Basic SAML Configuration: compare Logout Url with the one of the connection.`,
  },
  50068: {
    person: logout,
    cause: 'The application that asked to sign out takes no part in the session at Entra.',
    remedy: 'Nothing needs to be mended: the session at Entra had ended, or was begun in another browser.',
  },
  50070: {
    person: logout,
    cause: 'The request to sign out names somebody who is not in the session.',
    remedy: 'Nothing needs to be mended: another person signed in at Entra since.',
  },
  50071: {
    person: logout,
    cause: 'The request to sign out has expired.',
    remedy: 'Set the clock of this server by NTP.',
  },
  50074: {
    person: 'The second step of the sign-in was not completed. Try again and answer what is asked.',
    cause: 'Multifactor authentication is needed and was not passed.',
    remedy: `${users}, Authentication methods: see that one of the methods works, or Require re-register multifactor authentication.`,
  },
  50076: {
    person: 'Your organization asks for a second step here. Sign in again and complete it.',
    cause: 'Multifactor authentication is needed since a policy changed or the person came to a new place.',
    remedy: `The person signs in again. ${conditional} tells which policy asks for it.`,
  },
  50079: {
    person: 'Your organization asks for a second step that you have not set up yet.',
    cause: 'Multifactor authentication is needed and the person has registered no method.',
    remedy: `The person registers one at https://aka.ms/mfasetup. ${users}, Authentication methods shows what there is.`,
  },
  50105: {
    person: 'You are not assigned to this application. Ask your administrator for access.',
    cause: 'Assignment is required, and the person is neither assigned nor in an assigned group.',
    remedy: `${application}, Users and groups, Add user/group: the person or a group that holds them. Members of a group in a group do not count.`,
  },
  50126: {
    person: 'The user name or the password is wrong.',
    cause: 'Wrong user name or password.',
    remedy: `The person tries again; else: ${users}, Reset password.`,
  },
  50146: {
    person: 'Entra has no valid key to sign with for this application.',
    cause: 'The application must have a signing key of its own, and it is missing or has expired.',
    remedy: `${saml}, SAML Certificates, Edit: make a New Certificate, Save, and make it active. Then import its metadata here.`,
  },
  53000: {
    person: 'Your device does not fulfil the rules of your organization.',
    cause: 'Conditional Access asks for a compliant device.',
    remedy: `${conditional} tells which policy; the device is put right in the Company Portal.`,
  },
  53001: {
    person: 'Your device is not joined to your organization.',
    cause: 'Conditional Access asks for a device that is joined to the domain.',
    remedy: `${conditional} tells which policy; the person uses a joined device, or the device is joined.`,
  },
  53003: {
    person: 'Your organization does not allow this sign-in from here.',
    cause: 'A policy of Conditional Access blocks it.',
    remedy: `${conditional} tells which policy and which condition of it.`,
  },
  75003: {
    person: 'The application and Entra do not agree how the answer travels.',
    cause: `${asks} It wants an answer by another binding than HTTP-POST.`,
    remedy: ours,
  },
  75005: {
    person: 'The application sent Entra a message that it cannot read.',
    cause: `${asks} The message is damaged, lacks a part, or is an answer to a sign-out.`,
    remedy:
      'See whether something between the browser and Entra changes addresses or cuts them short. If nothing does, report it with the code.',
  },
  75006: {
    person: 'Entra could not answer the application.',
    cause: `${asks} Another code, in the same message, says what.`,
    remedy: 'Look for the second AADSTS code in the message and search for that.',
  },
  75008: {
    person: 'Entra refused what the application asked for.',
    cause: `${asks} It was sent to another address than it says.`,
    remedy: 'Import the metadata of the identity provider again: SSO location may be out of date.',
  },
  75011: {
    person: 'You signed in at Microsoft in another way than the application asked for.',
    cause: 'The application asked for one way of authentication, and the person had used another.',
    remedy:
      'This service asks for none. See whether the person came by another application, then let them sign out at Microsoft and start again.',
  },
  75016: {
    person: 'The application asked for a form of your name that Entra does not have.',
    cause: `${asks} The format of the NameID is unknown.`,
    remedy: ours,
  },
  76021: {
    person: 'Entra wants the application to sign what it asks.',
    cause: 'The application requires signed requests, and this one was not signed.',
    remedy: `${saml}, SAML Certificates, Verification certificates, Edit: untick Require verification certificates, or let the connection sign its requests.`,
  },
  76026: {
    person: 'The application asked too long ago. Start again from the application.',
    cause: 'The request was too old when it came to Entra.',
    remedy: 'Set the clock of this server by NTP.',
  },
  90011: {
    person: 'The application asked for something that Entra does not support.',
    cause: `${asks} The NameIDPolicy cannot be fulfilled.`,
    remedy: ours,
  },
  501241: {
    person: 'Something that Entra must send about you is empty.',
    cause: 'A claim that the application must have has no value for this person.',
    remedy: `${saml}, Attributes & Claims: see which source the claim has, and fill that field under ${users}, Properties.`,
  },
  530032: {
    person: 'A security rule of your organization blocks this sign-in.',
    cause: 'A security policy of the directory blocks it.',
    remedy: `${conditional} and Identity Protection tell which.`,
  },
  650056: {
    person: 'The application is not set up rightly in Entra.',
    cause:
      'The application is misconfigured: often its Identifier differs from what we send by a slash at the end.',
    remedy: `${saml}, Basic SAML Configuration: enter App ID URI of the connection as Identifier (Entity ID), letter for letter.`,
  },
  700016: {
    person: 'Entra does not know the application.',
    cause: 'No application of the directory has this Identifier, or the request went to another directory.',
    remedy: `${saml}, Basic SAML Configuration: enter App ID URI of the connection as Identifier (Entity ID). If it is equal, import the metadata of the right directory.`,
  },
  750054: {
    person: 'Somebody opened an address of Entra that is meant for applications. Start from the application.',
    cause: 'The address for sign-in was opened without a request.',
    remedy: `${saml}: see that Sign on URL is App ID URI of the connection, and not the Login URL of Entra.`,
  },
  900235: {
    person: 'The application asked Entra for something that it does not support.',
    cause: `${asks} Only the comparison “exact” is known for ways of authentication.`,
    remedy: ours,
  },
  900236: {
    person: 'The application asked Entra for something that it does not support.',
    cause: `${asks} It named the person as Subject.`,
    remedy: ours,
  },
  7000112: {
    person: 'The application is switched off in Entra.',
    cause: 'The application is disabled for sign-in.',
    remedy: `${application}, Properties: set Enabled for users to sign in? to Yes.`,
  },
  7500529: {
    person: 'The application sent Entra a message that it cannot use.',
    cause: `${asks} The ID of the request begins with a number.`,
    remedy: ours,
  },
  7500530: {
    person: logout,
    cause: 'The request to sign out names nobody.',
    remedy: ours,
  },
}
