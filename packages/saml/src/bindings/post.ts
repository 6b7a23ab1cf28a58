/*
 * HTTP-POST (Bindings 3.5). The message is base64 and nothing else: a receiver that inflates what looks
 * deflated reads messages that no sender of this binding sends, and a filter in front of it reads others.
 * Signatures are inside the XML.
 */

import { decodeBase64, encodeBase64Text } from '../base64.ts'
import { limits } from '../xml/limits.ts'
import { bindingProblem } from './problems.ts'

/** Base64 of the largest document, with a line break in every 64 characters. */
const largest = Math.ceil((limits.document * 4) / 3) + (limits.document >> 5)

/**
 * Strict base64 of a form field to octets, its size judged before it is decoded (B64-1, CVE-2025-54572). Never
 * inflated, whatever it looks like (BIND-1). Throws Problem `post-base64`, `post-size`.
 */
export function readPost(parameter: string): Uint8Array {
  if (parameter.length > largest) throw bindingProblem('post-size', { characters: parameter.length })
  const octets = decodeBase64(parameter)
  if (octets === undefined || octets.length === 0) throw bindingProblem('post-base64', {})
  return octets
}

/** The value of the form field `SAMLResponse` or `SAMLRequest`. */
export function writePost(xml: string): string {
  return encodeBase64Text(xml)
}
