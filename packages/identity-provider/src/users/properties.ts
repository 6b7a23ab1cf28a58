import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import { type AttributeName, type Attributes, attributeFields } from './attributes.ts'
import { isUserType, type User } from './user.ts'

/** Octets of a form with every field filled in, in letters that take nine octets each. */
export const largestForm = { limit: 262_144 }

/** What describes a person, as typed. */
export interface TypedProperties {
  readonly displayName: string
  readonly givenName: string
  readonly surname: string
  readonly mail: string
  /** '' where the form did not ask: Member. */
  readonly userType: string
  readonly attributes: Readonly<Partial<Record<AttributeName, string>>>
}

export type Properties = Pick<
  User,
  'displayName' | 'givenName' | 'surname' | 'mail' | 'userType' | 'attributes'
>

export const typedProperties = (form: Form): TypedProperties => ({
  displayName: form.text('displayName'),
  givenName: form.text('givenName'),
  surname: form.text('surname'),
  mail: form.text('mail'),
  userType: form.text('userType'),
  attributes: Object.fromEntries(attributeFields.map(({ name }) => [name, form.text(name)])),
})

export function readProperties(typed: TypedProperties): {
  readonly errors: readonly FieldError[]
  readonly of: Properties
} {
  const userType = typed.userType === '' ? 'Member' : typed.userType
  const attributes = readAttributes(typed)
  const of = {
    displayName: typed.displayName.trim(),
    givenName: typed.givenName.trim() || undefined,
    surname: typed.surname.trim() || undefined,
    mail: typed.mail.trim() || undefined,
    userType: isUserType(userType) ? userType : 'Member',
    attributes: attributes.of,
  } as const
  const errors = errorsOf({
    displayName: of.displayName === '' ? 'Type a display name.' : faultOfText('display name', of.displayName),
    givenName: of.givenName && faultOfText('first name', of.givenName),
    surname: of.surname && faultOfText('last name', of.surname),
    mail: of.mail && faultOfMail(of.mail),
    userType: isUserType(userType) ? undefined : 'Choose Member or Guest as the user type.',
  })
  return { errors: [...errors, ...attributes.errors], of }
}

function readAttributes(typed: TypedProperties): { errors: readonly FieldError[]; of: Attributes } {
  const set = attributeFields.flatMap((field) => {
    const text = typed.attributes[field.name]?.trim() ?? ''
    return text === '' ? [] : [{ ...field, text }]
  })
  const faults = set.map(({ name, label, most, text, fault }) => [
    name,
    faultOfText(inSentence(label), text, most) ?? fault?.(text),
  ])
  return {
    errors: errorsOf(Object.fromEntries(faults) as Record<string, string | undefined>),
    of: Object.fromEntries(set.map(({ name, text }) => [name, text])),
  }
}

/** "Employee ID" → "employee ID", "ZIP or postal code" as it is. */
const inSentence = (label: string) => label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())

/** The faults that there are, in the order of the fields. */
export const errorsOf = (faults: Readonly<Record<string, string | undefined>>): readonly FieldError[] =>
  Object.entries(faults).flatMap(([id, message]) => (message ? [{ id, message }] : []))

/** Names hold anything that XML can carry, markup included; what it cannot is refused here and not at sign-in. */
export function faultOfText(name: string, text: string, most = 256): string | undefined {
  if (text.length > most) return `Shorten the ${name} to at most ${most} characters.`
  return /[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(text)
    ? `Take the control characters out of the ${name}.`
    : undefined
}

function faultOfMail(mail: string): string | undefined {
  return mail.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(mail) || faultOfText('email', mail) !== undefined
    ? 'Type an email address such as b.simon@contoso.example, or leave the field empty.'
    : undefined
}
