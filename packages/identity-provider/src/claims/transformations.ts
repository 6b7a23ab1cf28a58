import { RE2JS } from 're2js'
import { isSource } from './sources.ts'

/** One parameter of a transformation: a text, or the name of an attribute that stands for its value. */
export interface Parameter {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly isOptional?: boolean
  readonly isNumber?: boolean
}

interface Kind {
  readonly name: string
  readonly parameters: readonly Parameter[]
  /** Undefined: no value. */
  readonly apply: (input: string, of: ValueOf, attribute: AttributeOf) => string | undefined
}

/** A parameter's value, '' where it is not given. */
export type ValueOf = (parameter: string) => string
/** The value of an attribute of the person, '' where it is empty; undefined where there is no attribute of that name. */
export type AttributeOf = (name: string) => string | undefined

const value: Parameter = { name: 'value', label: 'Value' }
const output: Parameter = {
  name: 'output',
  label: 'Output',
  hint: 'An attribute such as user.mail, or text.',
}
const otherwise: Parameter = {
  name: 'otherwise',
  label: 'Output if no match',
  hint: 'An attribute such as user.mail, or text. Empty: no claim.',
  isOptional: true,
}
const number = (name: string, label: string): Parameter => ({ name, label, isNumber: true })

const matching = (name: string, matches: (input: string, value: string) => boolean): Kind => ({
  name,
  parameters: [value, output, otherwise],
  apply: (input, of) => (matches(input, of('value')) ? of('output') : of('otherwise')),
})
const matched = (name: string, pattern: RegExp): Kind => ({
  name,
  parameters: [],
  apply: (input) => pattern.exec(input)?.[0],
})

/** How many attributes a replacement may name besides the input (entra.md 1.7). */
const mostAttributes = 5
const inBraces = /\{([\w.]+)\}/g

/** The transformations of entra.md 1.7, under the names that the screen has for them. */
export const kinds: readonly Kind[] = [
  { name: 'ExtractMailPrefix', parameters: [], apply: (input) => input.split('@')[0] },
  {
    name: 'Join',
    parameters: [{ name: 'separator', label: 'Separator', isOptional: true }, output],
    // Half of a name would be the name of everybody who lacks the other half.
    apply: (input, of) =>
      input === '' || of('output') === '' ? undefined : `${input}${of('separator')}${of('output')}`,
  },
  { name: 'ToLowercase', parameters: [], apply: (input) => input.toLowerCase() },
  { name: 'ToUppercase', parameters: [], apply: (input) => input.toUpperCase() },
  matching('Contains', (input, of) => input.includes(of)),
  matching('EndWith', (input, of) => input.endsWith(of)),
  matching('StartWith', (input, of) => input.startsWith(of)),
  { name: 'Extract, after matching', parameters: [value], apply: (input, of) => after(input, of('value')) },
  { name: 'Extract, before matching', parameters: [value], apply: (input, of) => before(input, of('value')) },
  {
    name: 'Extract, between matching',
    parameters: [
      { name: 'value', label: 'After' },
      { name: 'end', label: 'Before' },
    ],
    apply: (input, of) => before(after(input, of('value')), of('end')),
  },
  matched('ExtractAlpha, prefix', /^\p{L}+/u),
  matched('ExtractAlpha, suffix', /\p{L}+$/u),
  matched('ExtractNumeric, prefix', /^\d+/),
  matched('ExtractNumeric, suffix', /\d+$/),
  {
    name: 'IfEmpty',
    parameters: [output],
    apply: (input, of) => (input === '' ? of('output') : input),
  },
  {
    name: 'IfNotEmpty',
    parameters: [output, otherwise],
    apply: (input, of) => (input === '' ? of('otherwise') : of('output')),
  },
  {
    name: 'Substring, fixed length',
    parameters: [number('start', 'Start index'), number('length', 'Length')],
    apply: (input, of) =>
      letters(input)
        .slice(Number(of('start')), Number(of('start')) + Number(of('length')))
        .join(''),
  },
  {
    name: 'Substring, end of string',
    parameters: [number('start', 'Start index')],
    apply: (input, of) =>
      letters(input)
        .slice(Number(of('start')))
        .join(''),
  },
  {
    name: 'RegexReplace',
    parameters: [
      {
        name: 'pattern',
        label: 'Regex pattern',
        hint: 'RE2 syntax, with named groups such as (?<user>.+)@.',
      },
      {
        name: 'replacement',
        label: 'Replacement pattern',
        hint: `Text with {user} for what the group user found, and {user.city} for an attribute; at most ${mostAttributes} of these.`,
      },
      otherwise,
    ],
    apply: (input, of, attribute) =>
      replaced(input, of('pattern'), of('replacement'), attribute) ?? of('otherwise'),
  },
]

export const kindOf = (name: string): Kind | undefined => kinds.find((kind) => kind.name === name)

/** Those that are allowed for the NameID (entra.md 1.3). */
export const nameIdKinds: readonly string[] = ['ExtractMailPrefix', 'Join', 'ToLowercase', 'ToUppercase']

/** What is wrong with a pattern, as a sentence; undefined when nothing is. */
export function faultOfPattern(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern)
    return undefined
  } catch {
    return 'Regex pattern: this is no regular expression of RE2. Check its brackets; look-ahead and back references are not known.'
  }
}

/** By characters: half of a surrogate pair is none. */
const letters = (text: string) => Array.from(text)

const after = (input: string, value: string) => {
  const at = input.indexOf(value)
  return at === -1 ? '' : input.slice(at + value.length)
}
const before = (input: string, value: string) => {
  const at = input.indexOf(value)
  return at === -1 ? '' : input.slice(0, at)
}

/** What is wrong with a replacement, as a sentence; undefined when nothing is. */
export function faultOfReplacement(replacement: string): string | undefined {
  const named = [...replacement.matchAll(inBraces)].map(([, name = '']) => name)
  const attributes = new Set(named.filter((name) => name.startsWith('user.')))
  if (attributes.size > mostAttributes) {
    return `Replacement pattern: name at most ${mostAttributes} attributes.`
  }
  const unknown = [...attributes].find((name) => !isSource(name))
  return unknown && `Replacement pattern: there is no attribute ${unknown}.`
}

/**
 * RE2 takes time in proportion to the input, whatever the pattern: a backtracking engine could be made to hang (ReDoS). What
 * names an attribute that is empty is no match: half of a name would be the name of others too.
 */
function replaced(
  input: string,
  pattern: string,
  replacement: string,
  attribute: AttributeOf,
): string | undefined {
  const compiled = RE2JS.compile(pattern)
  const matcher = compiled.matcher(input)
  if (!matcher.find()) return undefined
  const groups = compiled.namedGroups()
  let isWhole = true
  const text = replacement.replace(inBraces, (whole, name: string) => {
    if (Object.hasOwn(groups, name)) return matcher.group(name) ?? ''
    const value = attribute(name)
    if (value === '') isWhole = false
    return value ?? whole
  })
  return isWhole ? text : undefined
}
