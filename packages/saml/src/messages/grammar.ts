/*
 * The engine of the grammar. An XSD validator would do the same with a compiler, a second parser, files to
 * fetch and errors that nobody understands; and it would refuse eleven genuine responses of 115 for reasons
 * that do not matter. What it is for is not tidiness: a wrapped signature needs a place for the original,
 * and there is none left.
 */

import { signatureProblem } from '../signature/problems.ts'
import { checkSignatureShape } from '../signature/structure.ts'
import type { Element } from '../xml/document.ts'
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
  /** A function, because shapes are recursive. */
  readonly shape: () => Shape
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance'

/** Elements that no open content may hold: each has been smuggled there to be found by a search (SIG-1, SIG-6). */
const hidden: ReadonlySet<string> = new Set([
  ...['Assertion', 'EncryptedAssertion'].map((name) => `${SAML} ${name}`),
  ...['Response', 'LogoutRequest', 'LogoutResponse', 'AuthnRequest', 'ArtifactResponse'].map(
    (name) => `${SAMLP} ${name}`,
  ),
  ...['Signature', 'SignedInfo', 'SignatureValue', 'Reference', 'DigestValue', 'Object', 'Manifest'].map(
    (name) => `${DS} ${name}`,
  ),
])

/** Refuses an element that is not of this shape, and all below it. Depth is bounded by the reader. */
export function conform(element: Element, shape: Shape): void {
  checkAttributes(element, shape)
  const { content } = shape
  if (content === 'signature') checkSignatureShape(element)
  else if (content === 'open') checkOpen(element)
  else if (content === 'text') element.text()
  else if (element.hasText()) throw messageProblem('message-text', { element: element.name })
  else checkChildren(element, content === 'empty' ? [] : content)
}

/** Unknown attributes without a namespace are never allowed: they are where `id` hides (ID-3). */
function checkAttributes(element: Element, shape: Shape): void {
  for (const attribute of element.attributes()) {
    const known = shape.required?.includes(attribute.name) || shape.optional?.includes(attribute.name)
    if (attribute.namespace === '' ? known : shape.anyAttribute || attribute.namespace === XSI) continue
    throw messageProblem('message-attribute', { element: element.name, attribute: attribute.name })
  }
  for (const attribute of shape.required ?? []) {
    if (element.attribute(attribute) !== undefined) continue
    if (attribute === 'ID') throw messageProblem('message-id-missing', { element: element.name })
    throw messageProblem('message-attribute-missing', { element: element.name, attribute })
  }
}

/**
 * Ignoring what is unknown is demanded (IIP-EXT01); ignoring what is all too known would be wrapping (SIG-6).
 */
function checkOpen(element: Element): void {
  for (const inner of element.descendants()) {
    if (!hidden.has(`${inner.namespace} ${inner.name}`)) continue
    throw messageProblem('message-hidden', { element: element.name, hidden: inner.name })
  }
}

/** Each particle takes what it can, in order, and nothing may be left: linear, without backtracking. */
function checkChildren(element: Element, particles: readonly Particle[]): void {
  const children = element.children()
  let next = 0
  for (const particle of particles) {
    let count = 0
    for (; count < particle.max; count++) {
      const child = children[next]
      const part = child && particle.of.find((one) => child.is(one.namespace, one.name))
      if (child === undefined || part === undefined) break
      conform(child, part.shape())
      next++
    }
    if (count < particle.min) missing(element, particle, children[next])
  }
  const left = children[next]
  if (left !== undefined) unexpected(element, left)
}

/** The code says what an administrator can act on: absent, or there but in the wrong place. */
function missing(element: Element, particle: Particle, found: Element | undefined): never {
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
