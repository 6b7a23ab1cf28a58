import { Field } from '@postern/kit/html'

/** Asks for the second factor: a code of an authenticator app, or one that replaces it once. */
export function CodeField({
  error,
  autofocus,
}: {
  readonly error?: string | undefined
  readonly autofocus?: boolean
}) {
  return (
    <Field
      name="code"
      label="Code"
      hint="The six digits that your authenticator app shows, or one of your recovery codes."
      error={error}
      autocomplete="one-time-code"
      autofocus={autofocus}
      maxlength={40}
      mono
      required
    />
  )
}
