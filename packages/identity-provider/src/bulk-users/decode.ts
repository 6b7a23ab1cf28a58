/** How the octets of a file were read as text. */
export interface Decoded {
  readonly text: string
  /** Shown: whoever sees odd letters in the preview learns why. */
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252'
}

/**
 * By its byte order mark, else as UTF-8 if it is that without a fault, else as what spreadsheets of the West wrote for decades.
 * The mark is no part of the first column's name.
 */
export function decode(octets: Uint8Array): Decoded {
  const [first, second] = octets
  if (first === 0xff && second === 0xfe) return { text: textOf(octets, 'utf-16le'), encoding: 'UTF-16' }
  if (first === 0xfe && second === 0xff) return { text: textOf(octets, 'utf-16be'), encoding: 'UTF-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(octets), encoding: 'UTF-8' }
  } catch {
    return { text: textOf(octets, 'windows-1252'), encoding: 'Windows-1252' }
  }
}

const textOf = (octets: Uint8Array, encoding: string) => new TextDecoder(encoding).decode(octets)
