import { z } from 'zod'
import { fold } from '../fold.ts'

/** A person in the internal directory. */
export interface User {
  /** Never used again after the user is deleted. */
  readonly id: number
  readonly name: string
  readonly slug: string
  readonly displayName: string
  readonly emailAddress: string
  readonly active: boolean
  /** argon2id, in PHC form. */
  readonly passwordHash: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly lastAuthenticatedAt: number | undefined
}

/** One field that cannot be used, and the sentence that says why. */
export interface Fault {
  readonly field: 'name' | 'displayName' | 'email' | 'password'
  readonly message: string
}

const longest = 255
// What a header, a log line or a page could not carry, and blanks that nobody sees.
const unseen = /\p{Cc}|\p{Cf}|^\s|\s$/u
const emailShape = z.email({ pattern: z.regexes.html5Email })

/** Rules of bitbucket.md 2.1: the two messages recorded there are kept word for word. */
const rules: Readonly<Record<Fault['field'], (value: string) => string | undefined>> = {
  name: (value) => {
    if (value.length < 1 || value.length > longest) return 'The name should be between 1 and 255 characters.'
    if (unseen.test(value))
      return 'The name must not begin or end with a space, or hold unprintable characters.'
    return undefined
  },
  displayName: (value) => {
    if (value.trim() === '' || value.length > longest)
      return 'The display name should be between 1 and 255 characters.'
    if (/\p{Cc}/u.test(value)) return 'The display name must not hold unprintable characters.'
    return undefined
  },
  email: (value) =>
    value.length <= longest && emailShape.safeParse(value).success
      ? undefined
      : 'The email should be a valid email address.',
  password: (value) =>
    value.length >= 1 && value.length <= longest
      ? undefined
      : 'The password should be between 1 and 255 characters.',
}

/** Judges the fields that are given; none are wrong where the answer is empty. */
export function faultsOf(fields: { readonly [F in Fault['field']]?: string }): readonly Fault[] {
  const given: readonly Fault['field'][] = ['name', 'displayName', 'email', 'password']
  return given.flatMap((field) => {
    const value = fields[field]
    const message = value === undefined ? undefined : rules[field](value)
    return message === undefined ? [] : [{ field, message }]
  })
}

/** The name in an address: what is not a letter, digit, dot, hyphen or underscore becomes `_` (`jane@example` → `jane_example`). */
export const slugOf = (name: string): string => fold(name).replace(/[^\p{L}\p{N}._-]/gu, '_')
