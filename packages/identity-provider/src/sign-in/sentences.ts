import type { PasswordRefusal } from './password.ts'

/** When the next attempt is listened to; epoch milliseconds. */
export function waitSentence(until: number, now: number): string {
  const minutes = Math.ceil((until - now) / 60_000)
  return `Too many attempts failed. Wait ${minutes === 1 ? 'one minute' : `${minutes} minutes`}, then sign in again.`
}

/** What a refused password is told as. A name that nobody has is told as a wrong password: names cannot be tried out. */
export function refusalSentence(code: PasswordRefusal, waitUntil: number | undefined, now: number): string {
  switch (code) {
    case 'AADSTS50053':
      return waitSentence(waitUntil ?? now, now)
    case 'AADSTS50057':
      return 'AADSTS50057: The user account is disabled. Ask an administrator to enable it.'
    case 'AADSTS50126':
    case 'AADSTS50034':
      return 'User name and password do not belong together. Check both, and sign in again.'
  }
}

/** The same for the sign-in logs, which only administrators read. */
export const refusalReasons: Readonly<Record<PasswordRefusal, string>> = {
  AADSTS50126: 'Error validating credentials due to invalid username or password.',
  AADSTS50034: 'The user account does not exist in this directory.',
  AADSTS50053: 'There were too many attempts with a wrong password, for this user or from this address.',
  AADSTS50057: 'The user account is disabled. The password was right.',
}
