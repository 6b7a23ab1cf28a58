import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'

/** What describes a person, as typed. */
export interface TypedProperties {
  readonly displayName: string
  readonly givenName: string
  readonly surname: string
  readonly mail: string
}

export interface Properties {
  readonly displayName: string
  readonly givenName: string | undefined
  readonly surname: string | undefined
  readonly mail: string | undefined
}

export const typedProperties = (form: Form): TypedProperties => ({
  displayName: form.text('displayName'),
  givenName: form.text('givenName'),
  surname: form.text('surname'),
  mail: form.text('mail'),
})

export function readProperties(typed: TypedProperties): {
  readonly errors: readonly FieldError[]
  readonly of: Properties
} {
  const of = {
    displayName: typed.displayName.trim(),
    givenName: typed.givenName.trim() || undefined,
    surname: typed.surname.trim() || undefined,
    mail: typed.mail.trim() || undefined,
  }
  const errors = errorsOf({
    displayName: of.displayName === '' ? 'Type a display name.' : faultOfText('display name', of.displayName),
    givenName: of.givenName && faultOfText('first name', of.givenName),
    surname: of.surname && faultOfText('last name', of.surname),
    mail: of.mail && faultOfMail(of.mail),
  })
  return { errors, of }
}

/** The faults that there are, in the order of the fields. */
export const errorsOf = (faults: Readonly<Record<string, string | undefined>>): readonly FieldError[] =>
  Object.entries(faults).flatMap(([id, message]) => (message ? [{ id, message }] : []))

/** Names hold anything that XML can carry, markup included; what it cannot is refused here and not at sign-in. */
export function faultOfText(name: string, text: string, most = 256): string | undefined {
  if (text.length > most) return `Shorten the ${name} to at most ${most} characters.`
  return /[\p{Cc}\ufffe\uffff]/u.test(text) ? `Take the control characters out of the ${name}.` : undefined
}

function faultOfMail(mail: string): string | undefined {
  return mail.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(mail) || faultOfText('email', mail) !== undefined
    ? 'Type an email address such as b.simon@contoso.example, or leave the field empty.'
    : undefined
}
