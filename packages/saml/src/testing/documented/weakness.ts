/** A class of published weakness, and where in this code it ends. */
export interface Weakness {
  /** Its number in our catalogue of published weaknesses. */
  readonly section: string
  readonly what: string
  /** CVE, GHSA and other numbers of products that had it. */
  readonly ids: string
  readonly rules: string
  /** `file function`, the file relative to packages/saml/src or to packages/: the line that stops it. */
  readonly stops: readonly string[]
  /** A code of the vectors, `code: why` for one of them, or `file.test.ts: name of a test`. */
  readonly shown: readonly string[]
}

export const weakness = (
  section: string,
  what: string,
  ids: string,
  rules: string,
  stops: readonly string[],
  shown: readonly string[],
): Weakness => ({ section, what, ids, rules, stops, shown })
