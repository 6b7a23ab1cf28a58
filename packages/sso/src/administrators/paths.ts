export const signInPath = '/admin/sign-in'
export const secondFactorPath = '/admin/sign-in/code'
/** Without a password. */
export const passkeySignInPath = '/admin/sign-in/passkey'
/** After it. */
export const secondPasskeyPath = '/admin/sign-in/code/passkey'
export const invitationPath = '/admin/invitation'
export const signOutPath = '/admin/sign-out'
export const proofPath = '/admin/proof'
export const passkeyProofPath = '/admin/proof/passkey'
export const profilePath = '/admin/profile'
export const passkeysPath = '/admin/profile/passkeys'
export const administratorsPath = '/admin/administrators'

/** Pages for those who are not signed in, and only they. */
export const isOpen = (path: string): boolean =>
  path === signInPath || path.startsWith(`${signInPath}/`) || path === invitationPath

/** Where to go after sign-in: only below `/admin` on this server, whatever the address said (open redirect). */
export function safeNext(text: string): string {
  const within = /^\/admin(?:[/?][\w\-./?=&%]*)?$/.test(text) && !text.includes('..')
  return within && !text.startsWith(signInPath) ? text : '/admin'
}
