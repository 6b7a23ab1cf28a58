/** What kind of failure it is; the kind alone fixes the HTTP status (invalid 400, refused 403, missing 404, unready 409, limited 429). */
export type ProblemKind = 'invalid' | 'refused' | 'missing' | 'unready' | 'limited'

export type Facts = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/**
 * The one error that is thrown on purpose. `code` is stable and public; `message` says the cause; `remedy` names the
 * field by its label on the screen where it is mended; `facts` are for the administrator and never hold secrets.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly kind: ProblemKind
  readonly remedy: string
  readonly facts: Facts

  constructor(
    of: { code: string; kind: ProblemKind; cause: string; remedy: string; facts: Facts },
    options?: ErrorOptions,
  ) {
    super(of.cause, options)
    this.code = of.code
    this.kind = of.kind
    this.remedy = of.remedy
    this.facts = of.facts
  }
}

type Text<F> = string | ((facts: F) => string)

/** One row of a catalogue. `F` is what must be said when the problem is thrown. */
export interface Entry<F extends Facts> {
  readonly kind: ProblemKind
  readonly cause: Text<F>
  readonly remedy: Text<F>
}

/** Says what facts a row needs: `entry<{ limit: number }>({…})`; without a type none are needed. */
export function entry<F extends Facts = Record<string, never>>(of: Entry<F>): Entry<NoInfer<F>> {
  return of
}

export type Catalogue = { readonly [code: string]: Entry<never> }
type FactsOf<E> = E extends Entry<infer F> ? F : never

/**
 * Makes the function that makes the problems of one area: an unknown code, or facts that are missing or of the wrong
 * type, do not compile.
 */
export function problems<C extends Catalogue>(catalogue: C) {
  const make = <K extends keyof C & string>(
    code: K,
    facts: FactsOf<C[K]>,
    options?: ErrorOptions,
  ): Problem => {
    const row = catalogue[code] as unknown as Entry<Facts>
    const text = (of: Text<Facts>) => (typeof of === 'string' ? of : of(facts))
    return new Problem(
      { code, kind: row.kind, cause: text(row.cause), remedy: text(row.remedy), facts },
      options,
    )
  }
  return Object.assign(make, { catalogue })
}

/**
 * A fact that nobody knows yet, in a sentence: `‹connection›`, of which a row may ask all that it asks of a string or of a
 * list of them. Not a String with a property more: where there is one, V8 takes four times as long to look at the
 * characters of any string.
 */
function blank(name: string): object {
  const text = `‹${name}›`
  const asked = (property: string | symbol): unknown => {
    const found: unknown = text[property as keyof string]
    return typeof found === 'function' ? found.bind(text) : found
  }
  return new Proxy({}, { get: (_, property) => (property === 'join' ? () => text : asked(property)) })
}

const blanks = new Proxy({}, { get: (_, name) => blank(String(name)) })

/** What a row of a catalogue says of any case: facts stand as their names, `‹connection›`. */
export function explained(row: Entry<never>): { readonly cause: string; readonly remedy: string } {
  const { cause, remedy } = row as unknown as Entry<Facts>
  const text = (of: Text<Facts>) => (typeof of === 'string' ? of : String(of(blanks as unknown as Facts)))
  return { cause: text(cause), remedy: text(remedy) }
}
