/** A value that is never written down: the log says only whether there was one, and whether it changed. */
export class Secret {
  readonly #text: string

  constructor(text: string | undefined) {
    this.#text = text ?? ''
  }

  get isSet(): boolean {
    return this.#text !== ''
  }

  equals(other: Secret): boolean {
    return this.#text === other.#text
  }

  /** Where it would be written by mistake. */
  toJSON(): string {
    return this.isSet ? 'Set, not shown' : 'Not set'
  }
}

export const secret = (text: string | undefined): Secret => new Secret(text)

type Value = string | number | boolean | readonly string[] | Secret | undefined

/** What is so, each under the label that it has on its page. */
export type Facts = Readonly<Record<string, Value>>

/** One thing that an administrator, or the service by itself, changed. */
export interface Change {
  /** What was done, in a few words and the past tense: "Known domains changed". */
  readonly action: string
  /** What it was done to; `id` is the last part of its page's address. */
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string }
  /** What was so, and what is so now. Only what differs is kept. */
  readonly before?: Facts
  readonly after?: Facts
}

/** One fact that changed, in words. Undefined: there was none, or there is none any more. */
export interface Difference {
  readonly label: string
  readonly before: string | undefined
  readonly after: string | undefined
}

const mostFacts = 50
const longest = 2_000
/** Whatever its type: a fact of such a name is a secret that somebody forgot to wrap. */
const secretName = /password|passphrase|secret|token|private key|recovery/i

/** What differs between two sets of facts, in the order of the labels; secrets are told apart and not shown. */
export function differences(before: Facts = {}, after: Facts = {}): readonly Difference[] {
  const labels = [...new Set([...Object.keys(before), ...Object.keys(after)])].slice(0, mostFacts)
  return labels.flatMap((label) => {
    const [was, is] = [wrapped(label, before[label]), wrapped(label, after[label])]
    if (was instanceof Secret && is instanceof Secret && was.isSet && is.isSet) {
      return was.equals(is) ? [] : [{ label, before: 'Set, not shown', after: 'Another one, not shown' }]
    }
    const words = { label, before: inWords(was), after: inWords(is) }
    return words.before === words.after ? [] : [words]
  })
}

const wrapped = (label: string, value: Value): Value =>
  typeof value === 'string' && secretName.test(label) ? secret(value) : value

function inWords(value: Value): string | undefined {
  if (value === undefined) return undefined
  if (value instanceof Secret) return value.isSet ? value.toJSON() : undefined
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  const text = Array.isArray(value) ? value.join('\n') : String(value)
  if (text === '') return undefined
  return text.length > longest ? `${text.slice(0, longest)} (${text.length} characters)` : text
}
