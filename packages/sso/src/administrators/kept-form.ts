import type { Form } from '@postern/kit/form'

/** The fields of a form that came too late, to be sent once the proof was given. */
export type KeptForm = readonly (readonly [name: string, value: string])[]

const mostFields = 200

/** What is never put into a page again. */
const secret = /password|secret|^csrf$/i

/** Secrets and files are left out: the form comes back and asks for them, with everything else in its place. */
export function keep(form: Form): KeptForm {
  return form.names
    .filter((name) => !secret.test(name))
    .flatMap((name) => form.all(name).map((value) => [name, value] as const))
    .slice(0, mostFields)
}

export function readKept(text: string): KeptForm | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) && read.length <= mostFields && read.every(isField) ? read : undefined
  } catch {
    return undefined
  }
}

const isField = (one: unknown): one is readonly [string, string] =>
  Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string')
