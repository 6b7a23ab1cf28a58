export const XML_URI = 'http://www.w3.org/XML/1998/namespace'
export const XMLNS_URI = 'http://www.w3.org/2000/xmlns/'

/** The number of the empty string in every table of names. */
export const NONE = 0

/**
 * Strings of one document, each kept once and known by its number, so that rows hold numbers and equal names are equal
 * numbers. A Map and not a hash of our own: its seed is not the sender's to know.
 */
export class Names {
  private readonly numbers = new Map<string, number>([['', NONE]])
  private readonly strings: string[] = ['']

  /** The number of a string, a new one when it was not seen before. */
  number(of: string): number {
    const known = this.numbers.get(of)
    if (known !== undefined) return known
    const number = this.strings.length
    this.strings.push(of)
    this.numbers.set(of, number)
    return number
  }

  /** The string of a number. */
  string(number: number): string {
    return this.strings[number] ?? ''
  }
}
