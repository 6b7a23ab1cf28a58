import type { FieldError } from '@postern/kit/html'

/** A role that an application knows: an assignment with it puts its value into the claim role. */
export interface AppRole {
  /** GUID. */
  readonly id: string
  readonly displayName: string
  readonly description: string
  /** The value of the claim; unique in the application. */
  readonly value: string
  /** One that is not enabled is sent to nobody and cannot be chosen. */
  readonly enabled: boolean
}

export type AppRoleProperties = Omit<AppRole, 'id'>

/** Judges what was typed. */
export function readRole(typed: AppRoleProperties): {
  readonly errors: readonly FieldError[]
  readonly of: AppRoleProperties
} {
  const of = {
    displayName: typed.displayName.trim(),
    description: typed.description.trim(),
    value: typed.value.trim(),
    enabled: typed.enabled,
  }
  const faults = {
    displayName: faultOfText('Display name', of.displayName, 100),
    value:
      faultOfText('Value', of.value, 120) ??
      (/\s/.test(of.value) ? 'Value: take out the blanks in it.' : undefined),
    description: of.description === '' ? undefined : faultOfText('Description', of.description, 500),
  }
  const errors = Object.entries(faults).flatMap(([id, message]) => (message ? [{ id, message }] : []))
  return { errors, of }
}

function faultOfText(label: string, text: string, most: number): string | undefined {
  if (text === '') return `${label}: type one.`
  if (text.length > most) return `${label}: shorten it to at most ${most} characters.`
  return /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text)
    ? `${label}: take out the control characters in it.`
    : undefined
}
