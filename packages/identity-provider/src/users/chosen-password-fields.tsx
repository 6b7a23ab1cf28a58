import { Field, type FieldError } from '@postern/kit/html'
import { errorIn } from './fields.tsx'

/** A person's own new password, typed twice. */
export function ChosenPasswordFields({ errors }: { errors: readonly FieldError[] }) {
  return (
    <>
      <Field
        name="newPassword"
        label="New password"
        hint="At least 8 characters, with three of these: small letters, capital letters, digits, symbols."
        type="password"
        autocomplete="new-password"
        error={errorIn(errors, 'newPassword')}
        required
      />
      <Field
        name="confirmPassword"
        label="Confirm password"
        type="password"
        autocomplete="new-password"
        error={errorIn(errors, 'confirmPassword')}
        required
      />
    </>
  )
}
