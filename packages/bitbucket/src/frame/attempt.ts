import type { FieldError } from '@postern/kit/html'
import { Problem } from '@postern/saml/problem'

/** Does what a form asked for; the Problem, where it could not be done. Anything else thrown is a bug and goes on. */
export async function attempt(work: () => Promise<unknown>): Promise<Problem | undefined> {
  try {
    await work()
    return undefined
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown
    throw thrown
  }
}

/** Where a fault of one field stands in a form, and what the form says of it where its label is not the REST name. */
export interface FormField {
  readonly id: string
  readonly says?: string
}

/**
 * What the form says of a Problem. Faults of single fields stand at them (`fields`: from the Problem's names to the
 * form's); everything else at `otherwise`, with its remedy.
 */
export function fieldErrors(
  problem: Problem | undefined,
  otherwise: string,
  fields: Readonly<Record<string, FormField>> = {},
): readonly FieldError[] {
  if (!problem) return []
  const named = problem.facts.fields
  const messages = problem.facts.messages
  if (!Array.isArray(named) || !Array.isArray(messages)) {
    return [{ id: otherwise, message: `${problem.message} ${problem.remedy}` }]
  }
  return named.map((field, n) => ({
    id: fields[field]?.id ?? field,
    message: fields[field]?.says ?? messages[n] ?? problem.message,
  }))
}

/** The message at one field. */
export const errorAt = (errors: readonly FieldError[], id: string): string | undefined =>
  errors.find((error) => error.id === id)?.message
