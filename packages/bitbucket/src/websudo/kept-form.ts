import type { Form } from '@postern/kit/form'
import { z } from 'zod'

/** The fields of a form that came too late, to be sent once the password was typed. */
export type KeptForm = readonly (readonly [name: string, value: string])[]

const shape = z.array(z.tuple([z.string().max(100), z.string().max(20_000)])).max(100)

/** What is never put into a page again. */
const secret = /password|secret|^csrf$/i

/** Passwords are left out: the form comes back and asks for them, with everything else in its place. */
export function keep(form: Form): KeptForm {
  return form.names.flatMap((name) =>
    secret.test(name) ? [] : form.all(name).map((value) => [name, value] as const),
  )
}

export function readKept(text: string): KeptForm | undefined {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
