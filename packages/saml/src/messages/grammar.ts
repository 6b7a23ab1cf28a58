/*
 * The engine of the grammar. An XSD validator would do the same with a compiler, a second parser, files to
 * fetch and errors that nobody understands; and it would refuse eleven genuine responses of 115 for reasons
 * that do not matter. What it is for is not tidiness: a wrapped signature needs a place for the original,
 * and there is none left.
 */

import { signatureProblem } from '../signature/problems.ts'
import { checkSignatureShape } from '../signature/structure.ts'
import type { XmlDocument } from '../xml/document.ts'
import { Element } from '../xml/element.ts'
import { NONE } from '../xml/names.ts'
import { xmlProblem } from '../xml/problems.ts'
import {
  ATTRIBUTE,
  ATTRIBUTES,
  ATTRIBUTES_END,
  ELEMENT,
  END,
  FLAGS,
  KIND,
  LEAF,
  LOCAL,
  NODE,
  URI,
} from '../xml/table.ts'
import { uriVocabulary } from '../xml/vocabulary.ts'
import { DS, SAML, SAMLP } from './names.ts'
import { messageProblem } from './problems.ts'

/**
 * What an element may hold: our own grammar in place of the XSD (XSD-1), because eleven of 115 genuine responses fail
 * the XSD to the letter and yet order and cardinality caught three forgeries that nothing else did.
 */
export interface Shape {
  readonly required?: readonly string[]
  readonly optional?: readonly string[]
  /** Attributes of other namespaces are allowed. */
  readonly anyAttribute?: boolean
  /** `open`: anything but what could be mistaken for the message itself; `signature`: a ds:Signature. */
  readonly content: 'empty' | 'text' | 'open' | 'signature' | readonly Particle[]
}

/** Between `min` and `max` elements in a row, each one of `of`. */
export interface Particle {
  readonly of: readonly Part[]
  readonly min: number
  readonly max: number
}

export interface Part {
  readonly namespace: string
  readonly name: string
  /** Their numbers, by which rows are compared. */
  readonly uri: number
  readonly local: number
  /** A function, because shapes are recursive. */
  readonly shape: () => Shape
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance'

/** Elements that no open content may hold: each has been smuggled there to be found by a search (SIG-1, SIG-6). */
const hidden: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [SAML, new Set(['Assertion', 'EncryptedAssertion'])],
  [SAMLP, new Set(['Response', 'LogoutRequest', 'LogoutResponse', 'AuthnRequest', 'ArtifactResponse'])],
  [
    DS,
    new Set(['Signature', 'SignedInfo', 'SignatureValue', 'Reference', 'DigestValue', 'Object', 'Manifest']),
  ],
])

/** The same namespaces by their numbers. */
const hiddenNumbers = new Set([...hidden.keys()].map((uri) => uriVocabulary.known(uri)))

/** Refuses an element that is not of this shape, and all below it. Depth is bounded by the reader. */
export function conform({ document, row }: Element, shape: Shape): void {
  const mould = row === 0 ? document.mould : undefined
  if (mould?.conformsTo === shape) return
  conformRow(document, row, shape)
  if (mould !== undefined) mould.conformsTo = shape
}

/** On rows, since it looks at every element of every message. */
function conformRow(document: XmlDocument, row: number, shape: Shape): void {
  checkAttributes(document, row, shape)
  const { content } = shape
  if (content === 'signature') checkSignatureShape(new Element(document, row))
  else if (content === 'open') checkOpen(document, row)
  else if (content === 'text') checkText(document, row)
  else if (document.hasText(row)) throw messageProblem('message-text', { element: nameOf(document, row) })
  else checkChildren(document, row, content === 'empty' ? [] : content)
}

const nameOf = (document: XmlDocument, row: number) => new Element(document, row).name

/** Unknown attributes without a namespace are never allowed: they are where `id` hides (ID-3). */
function checkAttributes(document: XmlDocument, row: number, shape: Shape): void {
  const { nodes, attributes, names, uris } = document
  const end = nodes.cells[row + ATTRIBUTES_END] ?? 0
  let required = 0
  for (let at = nodes.cells[row + ATTRIBUTES] ?? 0; at < end; at += ATTRIBUTE) {
    const name = names.string(attributes.cells[at + LOCAL] ?? 0)
    const uri = attributes.cells[at + URI] ?? 0
    if (uri !== NONE) {
      if (shape.anyAttribute || uris.string(uri) === XSI) continue
    } else if (shape.required?.includes(name)) {
      required++
      continue
    } else if (shape.optional?.includes(name)) continue
    throw messageProblem('message-attribute', { element: nameOf(document, row), attribute: name })
  }
  // No attribute is there twice: the reader has seen to it, so that counting is enough.
  if (required < (shape.required?.length ?? 0)) missingAttribute(new Element(document, row), shape)
}

function missingAttribute(element: Element, shape: Shape): never {
  const attribute = shape.required?.find((name) => element.attribute(name) === undefined) ?? ''
  if (attribute === 'ID') throw messageProblem('message-id-missing', { element: element.name })
  throw messageProblem('message-attribute-missing', { element: element.name, attribute })
}

/** Text alone (TXT-2). */
function checkText(document: XmlDocument, row: number): void {
  const { cells } = document.nodes
  const end = cells[row + END] ?? 0
  for (let at = row + NODE; at < end; at += NODE) {
    if (cells[at + KIND] === ELEMENT) throw xmlProblem('xml-nested', { element: nameOf(document, row) })
  }
}

/**
 * Ignoring what is unknown is demanded (IIP-EXT01); ignoring what is all too known would be wrapping (SIG-6).
 */
function checkOpen(document: XmlDocument, row: number): void {
  const { cells } = document.nodes
  const end = cells[row + END] ?? 0
  for (let at = row + NODE; at < end; at += NODE) {
    if (cells[at + KIND] !== ELEMENT || !hiddenNumbers.has(cells[at + URI] ?? NONE)) continue
    const inner = new Element(document, at)
    if (!hidden.get(inner.namespace)?.has(inner.name)) continue
    throw messageProblem('message-hidden', { element: nameOf(document, row), hidden: inner.name })
  }
}

/** Each particle takes what it can, in order, and nothing may be left: linear, without backtracking. */
function checkChildren(document: XmlDocument, row: number, particles: readonly Particle[]): void {
  const { cells } = document.nodes
  const end = cells[row + END] ?? 0
  let next = document.elementFrom(row + NODE, end)
  for (const particle of particles) {
    let count = 0
    while (count < particle.max && next < end) {
      const part = partOf(document, next, particle)
      if (part === undefined) break
      const shape = part.shape()
      conformRow(document, next, shape)
      next = document.elementAfter(next, end)
      count++
      if (!takesAnyText(shape)) continue
      // Of a list of texts, which can have thousands, only the first is looked at.
      for (; count < particle.max && next < end && isTextOf(part, cells, next); count++) next += NODE
      next = document.elementFrom(next, end)
    }
    if (count < particle.min) missing(document, row, particle, next < end ? next : undefined)
  }
  if (next < end) unexpected(new Element(document, row), new Element(document, next))
}

/** Whether the element of this row is such a part, without attributes, and a text is all that is in it. */
const isTextOf = ({ local, uri }: Part, cells: Int32Array, row: number): boolean =>
  cells[row + LOCAL] === local &&
  cells[row + URI] === uri &&
  ((cells[row + FLAGS] ?? 0) & LEAF) !== 0 &&
  cells[row + ATTRIBUTES] === cells[row + ATTRIBUTES_END]

/** Whether every such element is of this shape. */
const takesAnyText = ({ content, required }: Shape): boolean =>
  required === undefined && (content === 'text' || content === 'open')

function partOf({ nodes: { cells } }: XmlDocument, row: number, { of }: Particle): Part | undefined {
  const local = cells[row + LOCAL]
  const uri = cells[row + URI]
  for (const part of of) if (part.local === local && part.uri === uri) return part
  return undefined
}

/** The code says what an administrator can act on: absent, or there but in the wrong place. */
function missing(document: XmlDocument, row: number, particle: Particle, next: number | undefined): never {
  const element = new Element(document, row)
  const found = next === undefined ? undefined : new Element(document, next)
  const wanted = particle.of.map((part) => part.name).join(' or ')
  // With something else in its place the something is the better answer: `Signature` before `Issuer`, for example.
  if (
    found !== undefined &&
    particle.of.every((part) => element.child(part.namespace, part.name) === undefined)
  ) {
    throw messageProblem('message-missing', { element: element.name, child: wanted })
  }
  if (found !== undefined) unexpected(element, found)
  throw messageProblem('message-missing', { element: element.name, child: wanted })
}

/** A Signature out of place has a code of its own, being the commonest of all wrappings (SIG-2). */
function unexpected(element: Element, child: Element): never {
  if (child.is(DS, 'Signature')) throw signatureProblem('signature-place', { element: element.name })
  throw messageProblem('message-element', { element: element.name, child: child.name })
}
