/*
 * Which namespace declarations an element of the canonical form has to show (Exclusive C14N 1.0, 3): those of the
 * prefixes that it visibly utilizes and of the PrefixList, unless the nearest element around that shows the prefix shows
 * it alike.
 */

import { compare } from './code-points.ts'
import type { XmlDocument } from './document.ts'
import { NONE } from './names.ts'
import {
  ATTRIBUTE,
  ATTRIBUTES,
  ATTRIBUTES_END,
  DECLARATION,
  DECLARATIONS,
  DECLARATIONS_END,
  DECLARED,
  MEANS,
  PARENT,
  PREFIX,
  URI,
} from './table.ts'
import { XML } from './vocabulary.ts'

/** `#default` in a PrefixList means the default namespace. */
const DEFAULT = '#default'
const NOTHING = -1

/** Follows the elements of one canonicalization inwards and outwards. */
export class Rendering {
  /** Prefixes that the element entered last has to declare, in order; what each means, `means` tells. */
  readonly shown: number[] = []
  private readonly document: XmlDocument
  private readonly inclusive: readonly number[]
  /** Prefix → namespace as the nearest element of the output that shows the prefix has it. */
  private readonly rendered: number[] = [NONE]
  /** Prefix → namespace in scope; kept only where there is a PrefixList. */
  private readonly inScope: number[] = []
  /** What was bound before, to be put back: prefix and namespace by turns. */
  private readonly undo: number[] = []
  private readonly undoScope: number[] = []

  constructor(document: XmlDocument, prefixList: readonly string[], apex: number) {
    this.document = document
    this.inclusive = prefixList.map((prefix) => document.names.number(prefix === DEFAULT ? '' : prefix))
    if (this.inclusive.length > 0) this.enterAncestors(apex)
  }

  /** Whether an element without attributes whose name has this prefix shows nothing: it need not be entered. */
  isShown(prefix: number, uri: number): boolean {
    return this.rendered[prefix] === uri && this.inclusive.length === 0
  }

  /** Enters an element; `shown` is then for it. Returns what `leave` needs. */
  enter(row: number): number {
    const { cells } = this.document.nodes
    const mark = this.undo.length
    this.shown.length = 0
    this.show(cells[row + PREFIX] ?? NONE, cells[row + URI] ?? NONE)
    const end = cells[row + ATTRIBUTES_END] ?? 0
    const attributes = this.document.attributes.cells
    for (let at = cells[row + ATTRIBUTES] ?? 0; at < end; at += ATTRIBUTE) {
      const prefix = attributes[at + PREFIX] ?? NONE
      if (prefix !== NONE) this.show(prefix, attributes[at + URI] ?? NONE)
    }
    if (this.inclusive.length > 0) this.showInclusive(row)
    const { names } = this.document
    if (this.shown.length > 1) this.shown.sort((a, b) => compare(names.string(a), names.string(b)))
    return mark
  }

  /** Leaves it again. */
  leave(row: number, mark: number): void {
    putBack(this.rendered, this.undo, mark)
    if (this.inclusive.length === 0) return
    const { cells } = this.document.nodes
    const declared = ((cells[row + DECLARATIONS_END] ?? 0) - (cells[row + DECLARATIONS] ?? 0)) / DECLARATION
    putBack(this.inScope, this.undoScope, this.undoScope.length - 2 * declared)
  }

  /** The namespace of a prefix that is shown. */
  means(prefix: number): number {
    return this.rendered[prefix] ?? NONE
  }

  private show(prefix: number, uri: number): void {
    if (uri === NOTHING || this.rendered[prefix] === uri || prefix === XML) return
    this.undo.push(prefix, this.rendered[prefix] ?? NOTHING)
    bind(this.rendered, prefix, uri)
    this.shown.push(prefix)
  }

  private showInclusive(row: number): void {
    this.enterScope(row)
    for (const prefix of this.inclusive) this.show(prefix, this.inScope[prefix] ?? NOTHING)
  }

  private enterAncestors(apex: number): void {
    const ancestors: number[] = []
    for (let at = apex; at !== 0; ) {
      at = this.document.nodes.cells[at + PARENT] ?? 0
      ancestors.push(at)
    }
    for (const ancestor of ancestors.reverse()) this.enterScope(ancestor)
  }

  /**
   * Only for a PrefixList: without one, what an element shows is known from its own row and those of its
   * attributes.
   */
  private enterScope(row: number): void {
    const { nodes, declarations } = this.document
    const end = nodes.cells[row + DECLARATIONS_END] ?? 0
    for (let at = nodes.cells[row + DECLARATIONS] ?? 0; at < end; at += DECLARATION) {
      const prefix = declarations.cells[at + DECLARED] ?? NONE
      this.undoScope.push(prefix, this.inScope[prefix] ?? NOTHING)
      bind(this.inScope, prefix, declarations.cells[at + MEANS] ?? NOTHING)
    }
  }
}

/** Without holes: prefixes are numbers up to some hundreds. */
function bind(bindings: number[], prefix: number, uri: number): void {
  while (bindings.length <= prefix) bindings.push(NOTHING)
  bindings[prefix] = uri
}

function putBack(bindings: number[], undo: number[], mark: number): void {
  while (undo.length > mark) {
    const uri = undo.pop() ?? NOTHING
    bindings[undo.pop() ?? NONE] = uri
  }
}
