import { metadataProblem } from './metadata-problems.ts'

/**
 * Refuses what is easily taken for metadata, in words that say what it is. Only words: the reader refuses all of it too,
 * as text that is no XML, or as another element than it looks for.
 */
export function refuseOtherKinds(octets: Uint8Array): void {
  const [first = 0, second = 0] = octets
  if (first >= 0xfe || (first === 0x3c && second === 0) || (first === 0 && second === 0x3c))
    throw metadataProblem('metadata-utf16', {})
  const start = new TextDecoder().decode(octets.subarray(0, 2_000)).trimStart()
  if (/^<(?:!doctype\s+html|html)[\s>]/i.test(start)) throw metadataProblem('metadata-web-page', {})
  if (start.startsWith('-----BEGIN ')) throw metadataProblem('metadata-certificate-file', {})
  if (/^[{[]/.test(start)) throw metadataProblem('metadata-json', {})
  if (/^(?:<\?xml[^>]*>\s*)?<(?:\w+:)?Response[\s>]/.test(start))
    throw metadataProblem('metadata-response', {})
}
