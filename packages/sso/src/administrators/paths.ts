export const signInPath = '/admin/sign-in'
export const signOutPath = '/admin/sign-out'
export const proofPath = '/admin/proof'
export const profilePath = '/admin/profile'
export const administratorsPath = '/admin/administrators'

/** Where to go after sign-in: only below `/admin` on this server, whatever the address said (open redirect). */
export function safeNext(text: string): string {
  const within = /^\/admin(?:[/?][\w\-./?=&%]*)?$/.test(text) && !text.includes('..')
  return within && !text.startsWith(signInPath) ? text : '/admin'
}
