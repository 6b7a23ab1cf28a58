import type { Form } from '@postern/kit/form'
import { Field, type FieldError } from '@postern/kit/html'

const shortest = 12
const longest = 200

/** The same twice: nobody sees what is typed. */
export function NewPassword({ errors }: { readonly errors: readonly FieldError[] }) {
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  return (
    <>
      <Field
        name="newPassword"
        label="New password"
        type="password"
        hint={`At least ${shortest} characters. Several words are good.`}
        error={errorOf('newPassword')}
        autocomplete="new-password"
        maxlength={longest}
        width="middle"
        required
      />
      <Field
        name="againPassword"
        label="New password again"
        type="password"
        error={errorOf('againPassword')}
        autocomplete="new-password"
        maxlength={longest}
        width="middle"
        required
      />
    </>
  )
}

/** Judges what was typed into `NewPassword`. */
export function readNewPassword(
  form: Form,
  userName: string,
): { readonly password: string; readonly errors: readonly FieldError[] } {
  const password = form.text('newPassword')
  const errors: FieldError[] = []
  if (Array.from(password).length < shortest)
    errors.push({ id: 'newPassword', message: `Enter a New password of at least ${shortest} characters.` })
  else if (password.length > longest)
    errors.push({ id: 'newPassword', message: `Enter a New password of at most ${longest} characters.` })
  else if (
    new Set(password.toLowerCase()).size < 5 ||
    password.toLowerCase().includes(userName.toLowerCase())
  )
    errors.push({ id: 'newPassword', message: 'Enter a New password that is harder to guess.' })
  else if (password !== form.text('againPassword'))
    errors.push({ id: 'againPassword', message: 'Enter the same password in both fields.' })
  return { password, errors }
}
