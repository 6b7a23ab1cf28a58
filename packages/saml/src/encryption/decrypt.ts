import type { Element } from '../xml/document.ts'
import { encryptionProblem } from './problems.ts'

export interface Decryption {
  readonly decryptionKeys?: readonly string[]
  readonly cbc?: boolean
}

/** Not written yet: every EncryptedAssertion is refused. */
export function decryptAssertion(_element: Element, _options: Decryption, _underSignature: boolean): Element {
  throw encryptionProblem('decryption', {})
}
