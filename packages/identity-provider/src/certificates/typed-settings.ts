import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import { type SigningSettings, signingAlgorithms, signingOptions } from './signing-settings.ts'

const mostNotified = 5
const longestAddress = 254

/** *Signing Option*, *Signing Algorithm* and *Notification Email*, as typed. */
export interface TypedSettings {
  readonly option: string
  readonly algorithm: string
  /** One address a line. */
  readonly notified: string
}

export const asTyped = ({ option, algorithm, notified }: SigningSettings): TypedSettings => ({
  option,
  algorithm,
  notified: notified.join('\n'),
})

export const typedSettings = (form: Form): TypedSettings => ({
  option: form.text('option'),
  algorithm: form.text('algorithm'),
  notified: form.text('notified'),
})

/** The settings that were typed, or what is wrong with them. */
export function readSettings(typed: TypedSettings): SigningSettings | readonly FieldError[] {
  const option = signingOptions.find(({ value }) => value === typed.option)?.value
  const algorithm = signingAlgorithms.find(({ value }) => value === typed.algorithm)?.value
  const notified = [...new Set(typed.notified.split(/[\s,;]+/).filter((address) => address !== ''))]
  const fault = faultOfAddresses(notified)
  const errors: FieldError[] = []
  if (!option) errors.push({ id: 'option', message: 'Signing Option: choose one of the list.' })
  if (!algorithm) errors.push({ id: 'algorithm', message: 'Signing Algorithm: choose one of the list.' })
  if (fault !== undefined) errors.push({ id: 'notified', message: fault })
  return option && algorithm && errors.length === 0 ? { option, algorithm, notified } : errors
}

function faultOfAddresses(addresses: readonly string[]): string | undefined {
  if (addresses.length > mostNotified) return `Notification Email: keep at most ${mostNotified} addresses.`
  const odd = addresses.find(
    (one) => one.length > longestAddress || !/^[^@<>"\\]+@[^@<>"\\]+\.[^@<>"\\]+$/.test(one),
  )
  return odd === undefined
    ? undefined
    : `Notification Email: “${odd.slice(0, 80)}” is no e-mail address. Type one such as name@example.com.`
}
