import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Problem } from '@postern/saml/problem'
import { readBaseUrl } from './base-url.ts'

/** The form *Connect Bitbucket* as typed. The password is read from it once and never shown again. */
export interface ConnectForm {
  readonly baseUrl: string
  readonly userName: string
  readonly straight: boolean
}

export interface Filled extends ConnectForm {
  readonly password: string
}

export const unfilled: ConnectForm = { baseUrl: '', userName: '', straight: true }

export function asTyped(form: Form): Filled {
  return {
    baseUrl: form.text('baseUrl'),
    userName: form.text('userName').trim(),
    password: form.text('password'),
    straight: form.has('straight'),
  }
}

/** What can be told without asking Bitbucket. */
export function faultsOf({ baseUrl, userName, password }: Filled): readonly FieldError[] {
  const address = readBaseUrl(baseUrl)
  return [
    ...('fault' in address ? [{ id: 'baseUrl', message: address.fault }] : []),
    ...(userName === '' ? [{ id: 'userName', message: 'Enter Administrator’s user name.' }] : []),
    ...(userName.length > 255 || userName.includes(':')
      ? [{ id: 'userName', message: 'Administrator’s user name has at most 255 characters and no colon.' }]
      : []),
    ...(password === '' ? [{ id: 'password', message: 'Enter Password.' }] : []),
    ...(password.length > 1_000
      ? [{ id: 'password', message: 'Password has at most 1000 characters.' }]
      : []),
  ]
}

/** The field that a failure of the live check belongs to; what Bitbucket says belongs to the address that it came from. */
const fields: Readonly<Record<string, string>> = {
  'application-credential': 'password',
  'application-captcha': 'userName',
  'application-basic': 'userName',
  'application-rights': 'userName',
}

export function faultOf(problem: Problem): FieldError {
  return { id: fields[problem.code] ?? 'baseUrl', message: `${problem.message} ${problem.remedy}` }
}
