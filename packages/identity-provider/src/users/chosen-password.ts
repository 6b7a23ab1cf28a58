import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import { verifyPassword } from '@postern/kit/password'
import { faultOfPassword } from './password.ts'

/** Reads *New password* and *Confirm password*. The password before is not taken again (entra.md 3.4, History). */
export async function readChosenPassword(
  form: Form,
  passwordHash: string,
): Promise<{ readonly errors: readonly FieldError[]; readonly password: string }> {
  const password = form.text('newPassword')
  const fault = faultOfPassword(password)
  if (fault !== undefined) return { errors: [{ id: 'newPassword', message: fault }], password }
  if (form.text('confirmPassword') !== password) {
    const message = 'Type the same password under Confirm password.'
    return { errors: [{ id: 'confirmPassword', message }], password }
  }
  if (await verifyPassword(passwordHash, password)) {
    const message = 'Choose a password that you do not have already.'
    return { errors: [{ id: 'newPassword', message }], password }
  }
  return { errors: [], password }
}
