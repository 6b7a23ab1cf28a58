import { Choice, Field, type FieldError, Stack } from '@postern/kit/html'
import type { TypedProperties } from './properties.ts'

export interface FieldsProps<T> {
  readonly typed: T
  readonly errors: readonly FieldError[]
}

/** The error of one field, if it has one. */
export const errorIn = (errors: readonly FieldError[], id: string): string | undefined =>
  errors.find((error) => error.id === id)?.message

export function DisplayNameField({ typed, errors }: FieldsProps<TypedProperties>) {
  return (
    <Field
      name="displayName"
      label="Display name"
      width="middle"
      value={typed.displayName}
      error={errorIn(errors, 'displayName')}
      autocomplete="off"
      required
    />
  )
}

/** What may stay empty. */
export function OptionalFields({ typed, errors }: FieldsProps<TypedProperties>) {
  const same = (name: 'givenName' | 'surname' | 'mail') => ({
    name,
    width: 'middle' as const,
    value: typed[name],
    error: errorIn(errors, name),
    autocomplete: 'off',
  })
  return (
    <Stack>
      <Field {...same('givenName')} label="First name" />
      <Field {...same('surname')} label="Last name" />
      <Field {...same('mail')} label="Email" type="email" hint="Left empty, no emailaddress claim is sent." />
    </Stack>
  )
}

/** A generated password to be written down: hidden until *Show password* is ticked, without script. */
export function NewPasswordField({ typed, errors }: FieldsProps<{ readonly password: string }>) {
  return (
    <div class="secret">
      <Field
        name="password"
        label="Password"
        hint="Generated. Write it down, or type another one."
        width="middle"
        mono
        value={typed.password}
        error={errorIn(errors, 'password')}
        autocomplete="off"
        required
      />
      <Choice name="showPassword" label="Show password" />
    </div>
  )
}
