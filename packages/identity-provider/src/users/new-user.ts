import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import { faultOfPassword } from './password.ts'
import {
  errorsOf,
  type Properties,
  readProperties,
  type TypedProperties,
  typedProperties,
} from './properties.ts'
import { faultOfUserPrincipalName } from './user-principal-name.ts'

/** The form *Create new user*, as typed. */
export interface TypedUser extends TypedProperties {
  /** Whole, or the part before the `@`; then `domain` is put behind it. */
  readonly userPrincipalName: string
  readonly domain: string
  readonly password: string
  /** `no`: the account is made, and nobody signs in with it yet. */
  readonly enabled: string
  /** Whether the password is to be changed at the first sign-in. */
  readonly mustChange: boolean
}

export interface NewUser extends Properties {
  readonly userPrincipalName: string
  readonly password: string
  readonly enabled: boolean
  readonly mustChange: boolean
}

export const typedUser = (form: Form): TypedUser => ({
  ...typedProperties(form),
  userPrincipalName: form.text('userPrincipalName'),
  domain: form.text('domain'),
  password: form.text('password'),
  enabled: form.text('enabled'),
  mustChange: form.has('mustChange'),
})

/** Judges what was typed; `domains` are the directory's own, the initial one first. */
export function readNewUser(
  typed: TypedUser,
  domains: readonly string[],
): { readonly errors: readonly FieldError[]; readonly of: NewUser } {
  const properties = readProperties(typed)
  const userPrincipalName = wholeName(typed, domains)
  const { password, mustChange } = typed
  const errors = errorsOf({
    userPrincipalName: faultOfUserPrincipalName(userPrincipalName, domains),
    password: faultOfPassword(password),
  })
  return {
    errors: [...properties.errors, ...errors],
    of: { ...properties.of, userPrincipalName, password, mustChange, enabled: typed.enabled !== 'no' },
  }
}

function wholeName(typed: TypedUser, domains: readonly string[]): string {
  const name = typed.userPrincipalName.trim()
  return name === '' || name.includes('@') ? name : `${name}@${typed.domain || (domains[0] ?? '')}`
}
