import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Source, Transformation } from './configuration.ts'
import { isSource } from './sources.ts'
import { faultOfPattern, faultOfReplacement, kindOf, type Parameter } from './transformations.ts'

export const mostTransformations = 2
const longestText = 512
const longestNumber = 4

/** The value of *Source attribute* that means the text beside it. */
export const text = 'text'
/** The value of a transformation that means none. */
export const none = ''

/** The fields of a source, as typed. */
export interface TypedSource {
  readonly from: string
  readonly text: string
  /** One for each transformation. */
  readonly kinds: readonly string[]
  /** By field name: `parameter-0-separator`. */
  readonly parameters: Readonly<Record<string, string>>
}

export const kindField = (n: number): string => `transformation-${n}`
export const parameterField = (n: number, name: string): string => `parameter-${n}-${name}`

export function typedSource(form: Form): TypedSource {
  const kinds = Array.from({ length: mostTransformations }, (_, n) => form.text(kindField(n)))
  const parameters: Record<string, string> = {}
  for (const field of form.names) if (field.startsWith('parameter-')) parameters[field] = form.text(field)
  return { from: form.text('from'), text: form.text('text'), kinds, parameters }
}

export function asTyped({ from, transformations }: Source): TypedSource {
  const parameters: Record<string, string> = {}
  for (const [n, of] of transformations.entries()) {
    for (const [name, value] of Object.entries(of.parameters)) parameters[parameterField(n, name)] = value
  }
  return {
    from: isSource(from) ? from : text,
    text: isSource(from) ? '' : from,
    kinds: Array.from({ length: mostTransformations }, (_, n) => transformations[n]?.kind ?? none),
    parameters,
  }
}

/** The source that was typed. `allowed`: the transformations that there are for it. */
export function readSource(
  typed: TypedSource,
  allowed: readonly string[],
): { readonly errors: readonly FieldError[]; readonly source: Source } {
  const errors: FieldError[] = []
  const from = typed.from === text ? typed.text.trim() : typed.from
  if (typed.from === text) {
    const fault = faultOfText('Text', from)
    if (fault !== undefined) errors.push({ id: 'text', message: fault })
  } else if (!isSource(from)) {
    errors.push({ id: 'from', message: 'Source attribute: choose one of the list.' })
  }
  const transformations: Transformation[] = []
  for (const [n, name] of typed.kinds.entries()) {
    if (name === none) continue
    const kind = allowed.includes(name) ? kindOf(name) : undefined
    if (!kind) {
      errors.push({ id: kindField(n), message: `Transformation ${n + 1}: choose one of the list.` })
      continue
    }
    const parameters: Record<string, string> = {}
    for (const parameter of kind.parameters) {
      const field = parameterField(n, parameter.name)
      const given = (typed.parameters[field] ?? '').slice(0, longestText + 1)
      const fault = faultOfParameter(parameter, given)
      if (fault !== undefined) errors.push({ id: field, message: fault })
      parameters[parameter.name] = given
    }
    transformations.push({ kind: name, parameters })
  }
  return { errors, source: { from, transformations } }
}

const faultOfExpression: Readonly<Record<string, (given: string) => string | undefined>> = {
  pattern: faultOfPattern,
  replacement: faultOfReplacement,
}

function faultOfParameter(parameter: Parameter, given: string): string | undefined {
  const { label, name, isNumber, isOptional } = parameter
  if (given === '') return isOptional ? undefined : `${label}: fill it in for this transformation.`
  if (isNumber) {
    const fits = /^\d+$/.test(given) && given.length <= longestNumber
    return fits ? undefined : `${label}: type a number from 0 to 9999.`
  }
  return faultOfText(label, given) ?? faultOfExpression[name]?.(given)
}

/** What stands in a claim has to be text that XML can carry. */
export function faultOfText(label: string, given: string): string | undefined {
  if (given === '') return `${label}: type a text.`
  if (given.length > longestText) return `${label}: shorten it to at most ${longestText} characters.`
  return /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(given)
    ? `${label}: take out the control characters in it.`
    : undefined
}
