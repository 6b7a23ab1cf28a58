import { Field } from '@postern/kit/html'

/** Which codes an administrator can type; none is asked for where there is none. */
export type Codes = 'app' | 'recovery' | 'none'

/** Asks for the second factor: a code of an authenticator app, or one that replaces the factor once. */
export function CodeField({
  codes,
  error,
  autofocus,
}: {
  readonly codes: Exclude<Codes, 'none'>
  readonly error?: string | undefined
  readonly autofocus?: boolean
}) {
  return (
    <Field
      name="code"
      label={codes === 'app' ? 'Code' : 'Recovery code'}
      hint={
        codes === 'app'
          ? 'The six digits that your authenticator app shows, or one of your recovery codes.'
          : 'One of those that you kept when you added a passkey. It counts once.'
      }
      error={error}
      autocomplete={codes === 'app' ? 'one-time-code' : 'off'}
      autofocus={autofocus}
      maxlength={40}
      mono
      required
    />
  )
}
