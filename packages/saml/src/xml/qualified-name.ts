/*
 * Names of elements and attributes as they are spelt, with a prefix or without.
 */

import { type Names, NONE } from './names.ts'
import { xmlProblem } from './problems.ts'
import type { Scanner } from './scanner.ts'

const COLON = 0x3a

/** The name that stands where the scanner is: read into here, since every tag and attribute begins with one. */
export class QualifiedName {
  /** Numbers of the prefix, NONE without one, and of the local part. */
  prefix = NONE
  local = NONE
  private readonly scanner: Scanner
  private readonly names: Names

  constructor(scanner: Scanner, names: Names) {
    this.scanner = scanner
    this.names = names
  }

  /** Passes over a prefix and a local part, neither empty, with no second colon (NS-3). */
  read(): void {
    const { scanner, names } = this
    if (scanner.peek() === COLON) throw xmlProblem('xml-prefix', { offset: scanner.at })
    this.prefix = NONE
    this.local = names.number(scanner.ncName())
    if (!scanner.take(':')) return
    this.prefix = this.local
    this.local = names.number(scanner.ncName())
    if (scanner.peek() === COLON) throw xmlProblem('xml-prefix', { offset: scanner.at })
  }
}
