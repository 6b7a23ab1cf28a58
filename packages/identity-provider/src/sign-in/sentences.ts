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
