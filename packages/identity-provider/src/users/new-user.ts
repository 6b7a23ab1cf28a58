import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import { faultOfPassword } from './password.ts'
import { faultOfUserPrincipalName } from './user-principal-name.ts'

/** The form *Create new user*, as typed. */
export interface TypedUser {
  readonly displayName: string
  /** Whole, or the part before the `@`; then `domain` is put behind it. */
  readonly userPrincipalName: string
  readonly domain: string
  readonly password: string
  readonly givenName: string
  readonly surname: string
  readonly mail: string
}

export interface NewUser {
  readonly displayName: string
  readonly userPrincipalName: string
  readonly password: string
  readonly givenName: string | undefined
  readonly surname: string | undefined
  readonly mail: string | undefined
}

export const typedUser = (form: Form): TypedUser => ({
  displayName: form.text('displayName'),
  userPrincipalName: form.text('userPrincipalName'),
  domain: form.text('domain'),
  password: form.text('password'),
  givenName: form.text('givenName'),
  surname: form.text('surname'),
  mail: form.text('mail'),
})

/** Judges what was typed; `domains` are the directory's own, the initial one first. */
export function readNewUser(
  typed: TypedUser,
  domains: readonly string[],
): { readonly errors: readonly FieldError[]; readonly of: NewUser } {
  const of = {
    displayName: typed.displayName.trim(),
    userPrincipalName: wholeName(typed, domains),
    password: typed.password,
    givenName: typed.givenName.trim() || undefined,
    surname: typed.surname.trim() || undefined,
    mail: typed.mail.trim() || undefined,
  }
  const faults: Record<string, string | undefined> = {
    displayName: of.displayName === '' ? 'Type a display name.' : faultOfText('display name', of.displayName),
    userPrincipalName: faultOfUserPrincipalName(of.userPrincipalName, domains),
    password: faultOfPassword(of.password),
    givenName: of.givenName && faultOfText('first name', of.givenName),
    surname: of.surname && faultOfText('last name', of.surname),
    mail: of.mail && faultOfMail(of.mail),
  }
  const errors = Object.entries(faults).flatMap(([id, message]) =>
    message === undefined ? [] : [{ id, message }],
  )
  return { errors, of }
}

function wholeName(typed: TypedUser, domains: readonly string[]): string {
  const name = typed.userPrincipalName.trim()
  return name === '' || name.includes('@') ? name : `${name}@${typed.domain || (domains[0] ?? '')}`
}

/** Names hold anything that XML can carry, markup included; what it cannot is refused here and not at sign-in. */
function faultOfText(name: string, text: string): string | undefined {
  if (text.length > 256) return `Shorten the ${name} to at most 256 characters.`
  return /[\p{Cc}\ufffe\uffff]/u.test(text) ? `Take the control characters out of the ${name}.` : undefined
}

function faultOfMail(mail: string): string | undefined {
  return mail.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(mail) || faultOfText('email', mail) !== undefined
    ? 'Type an email address such as b.simon@contoso.example, or leave the field empty.'
    : undefined
}
