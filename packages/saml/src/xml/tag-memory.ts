/*
 * Start tags that were read before. Messages are much alike: nearly every start tag of one stood in the last one too, to
 * the octet. What a start tag comes to by itself depends on its octets alone (what its prefixes mean does not, and is
 * asked anew), so that one which is compared and found equal need not be read again. Nothing else is ever found here: who fills this with tags
 * of their own makes the next messages slower to read, and nothing more.
 */

import type { XmlDocument } from './document.ts'
import { GT } from './scanner.ts'
import { equalAt, padding } from './skip.ts'
import { LOCAL } from './table.ts'
import { nameVocabulary } from './vocabulary.ts'

/** As many tags as the upper bits of a hash tell apart. */
const TAGS = 1024
const TOP = 22
/** Octets of a tag; what is longer is not remembered. */
export const longest = 128

/** The end tag, which is no longer than the start tag by more than an octet, and after it the start tag. */
const SLOT = 2 * longest + 1
const texts = Buffer.alloc(TAGS * SLOT + padding)
const textView = new DataView(texts.buffer, texts.byteOffset, texts.length)

/** Cells that are remembered of an attribute, with places relative to the tag: FLAGS, from, to, spelt, size, prefix, local. */
export const REMEMBERED_ATTRIBUTE = 7
/** Of a declaration: prefix, namespace, first octet, octet after the last. */
export const REMEMBERED_DECLARATION = 4

/** What a start tag comes to, and which came after it. */
export class KnownTag {
  /** Octets; 0 for one that is known by its name alone. */
  size = 0
  flags = 0
  prefix = 0
  local = 0
  nameSize = 0
  private endSize = 0
  /** Flat lists of cells. */
  attributes: readonly number[] = []
  declarations: readonly number[] = []
  /** The tags that came last as its first child and as its next sibling. */
  child: KnownTag | undefined
  sibling: KnownTag | undefined
  private readonly start: number

  constructor(start = 0) {
    this.start = start
  }

  /** Whether these are the octets at `at`. */
  stands(view: DataView, at: number): boolean {
    return this.size > 0 && equalAt(view, at, textView, this.start + this.endSize, this.size)
  }

  /** Whether it declares nothing and no attribute of it has a prefix. */
  isSimple = false

  /** Whether its end tag stands at `at`, spaced as in a canonical form. */
  ends(view: DataView, at: number): boolean {
    return equalAt(view, at, textView, this.start, this.endSize)
  }

  /** Whether its end tag stands at `at`, and then the same start tag again. */
  repeats(view: DataView, at: number): boolean {
    return equalAt(view, at, textView, this.start, this.endSize + this.size)
  }

  /** Becomes another: the one whose start tag has these octets, its name so many of them. */
  become(octets: Buffer, from: number, to: number, nameSize: number): void {
    this.size = to - from
    this.nameSize = nameSize
    this.endSize = nameSize + 3
    const own = this.start + this.endSize
    texts.write('</', this.start, 'latin1')
    octets.copy(texts, this.start + 2, from + 1, from + 1 + nameSize)
    texts[own - 1] = GT
    octets.copy(texts, own, from, to)
    this.child = this.sibling = undefined
  }
}

const known = Array.from({ length: TAGS }, (_, at) => new KnownTag(at * SLOT))
/** In the place of tags that differ each time; the last is for names that nobody foresaw. */
const byName = Array.from({ length: nameVocabulary.strings.length + 1 }, () => new KnownTag())
const unnamed = byName[nameVocabulary.strings.length] ?? new KnownTag()

/** What stands around a document. */
export const outside = new KnownTag()

/** The one that stands for all tags of the name of this row. */
export const namedTag = ({ nodes: { cells } }: XmlDocument, row: number): KnownTag =>
  byName[cells[row + LOCAL] ?? 0] ?? unnamed

/** Multiplied by what spreads each bit over those above it, and these brought down again. */
const mixed = (hash: number) => {
  const product = Math.imul(hash, 0x9e3779b1)
  return product ^ (product >>> 15)
}

/** The place of the octets from `from` to `to`: a tag of theirs, or another that may make room for them. */
export function placeOf(view: DataView, from: number, to: number): KnownTag {
  let hash = to - from
  let at = from
  for (; at + 4 <= to; at += 4) hash = mixed(hash ^ view.getInt32(at, true))
  for (; at < to; at++) hash = mixed(hash ^ view.getUint8(at))
  return known[mixed(hash) >>> TOP] ?? unnamed
}
