/*
 * The beginning of a document: encoding and XML declaration. Both are ways to make readers see different
 * characters.
 */

import { isUtf8 } from 'node:buffer'
import { xmlProblem } from './problems.ts'
import type { Scanner } from './scanner.ts'

/**
 * Passes over a byte order mark and an XML declaration: version 1.0 and, when it names one, UTF-8 in any case
 * (ENC-1). Any other encoding would have to be believed before it could be read.
 */
export function readDeclaration(scanner: Scanner): void {
  scanner.take('\u00ef\u00bb\u00bf')
  const offset = scanner.at
  if (!startsDeclaration(scanner)) return
  scanner.at += 5
  const end = scanner.octets.indexOf('?>', scanner.at, 'latin1')
  // A declaration is short; the bound keeps the expression below from looking at a whole document.
  if (end < 0 || end - scanner.at > 200) throw xmlProblem('xml-declaration', { offset })
  const text = scanner.octets.toString('latin1', scanner.at, end)
  const form =
    /^[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z][\w.-]*)"|'([A-Za-z][\w.-]*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*$/
  const parts = form.exec(text)
  if (parts === null) throw xmlProblem('xml-declaration', { offset })
  const encoding = parts[1] ?? parts[2] ?? 'UTF-8'
  if (encoding.toUpperCase() !== 'UTF-8') throw xmlProblem('xml-encoding', { offset })
  scanner.at = end + 2
}

/** `<?xml` and then white space: `<?xml-stylesheet` is a processing instruction, which is refused as one. */
export function startsDeclaration(scanner: Scanner): boolean {
  const c = scanner.octets[scanner.at + 5]
  const blank = c === 0x20 || c === 0x09 || c === 0x0a || c === 0x0d
  return blank && scanner.octets.toString('latin1', scanner.at, scanner.at + 5) === '<?xml'
}

/** UTF-8 and nothing else (ENC-1, ENC-2). UTF-16 has a byte order mark, or a zero octet beside its first `<`. */
export function checkUtf8(octets: Uint8Array): void {
  const utf16 = (octets[0] ?? 0) >= 0xfe || octets[0] === 0 || octets[1] === 0
  if (utf16) throw xmlProblem('xml-encoding', { offset: 0 })
  if (!isUtf8(octets)) throw xmlProblem('xml-utf8', {})
}
