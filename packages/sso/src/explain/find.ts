import { codes, type Explained } from './codes.ts'
import { type EntraCode, entraCodes } from './entra-codes.ts'

/** What a text that somebody pasted speaks of. */
export interface Found {
  readonly entra: readonly { readonly number: string; readonly means: EntraCode }[]
  /** Numbers that stand there as AADSTS and that nothing is known of. */
  readonly unknown: readonly string[]
  readonly codes: readonly Explained[]
  /** As in `K7M4-29QX`: whether there is an attempt of it is for Activity to say. */
  readonly references: readonly string[]
}

/** As an address may hold it, whatever the alphabet. */
export const longestText = 1_500
const mostOfEach = 10

const each = (found: readonly string[]) => [...new Set(found)].slice(0, mostOfEach)
const first = (text: string, pattern: RegExp) => Array.from(text.matchAll(pattern), ([, part = '']) => part)

/** Finds codes and references in whatever was pasted: a whole error page, a line of it, or the number alone. */
export function find(pasted: string): Found {
  const text = pasted.slice(0, longestText)
  // Trace, Correlation and Request Id hold runs of digits that are no codes.
  const outsideGuids = text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, ' ')
  const named = each(first(outsideGuids, /AADSTS\W?(\d{4,9})(?!\d)/gi))
  const bare = first(outsideGuids, /(?<![\w-])(\d{4,9})(?![\w-])/g).filter((number) => number in entraCodes)
  const known = each([...named, ...bare])
  return {
    entra: known.flatMap((number) => {
      const means = entraCodes[number]
      return means ? [{ number, means }] : []
    }),
    unknown: named.filter((number) => !(number in entraCodes)),
    codes: each(codesIn(outsideGuids)).flatMap((code) => codes.get(code) ?? []),
    references: each(
      first(outsideGuids, /(?<![\w-])([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})(?![\w-])/gi),
    ).map((reference) => reference.toUpperCase()),
  }
}

/** A code of one word, such as `audience`, is meant only where it stands alone: else it is a word of a sentence. */
function codesIn(text: string): readonly string[] {
  const alone = text.trim().toLowerCase()
  if (codes.has(alone)) return [alone]
  const words = first(text.toLowerCase(), /(?<![\w-])([a-z]+(?:-[a-z]+)+)(?![\w-])/g)
  return words.filter((word) => codes.has(word))
}
