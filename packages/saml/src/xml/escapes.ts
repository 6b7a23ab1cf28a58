/*
 * The escapes of Canonical XML (2.3). What we write ourselves uses the same, so that it is canonical as it stands.
 */

const inText: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }
const inValue: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

export const escapeText = (text: string) =>
  /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (c) => inText[c] ?? c) : text
export const escapeValue = (value: string) =>
  /[&<"\t\n\r]/.test(value) ? value.replace(/[&<"\t\n\r]/g, (c) => inValue[c] ?? c) : value

/** What is written in place of an octet; undefined: the octet itself. */
export type Escapes = readonly (readonly number[] | undefined)[]

const byOctet = (escapes: Readonly<Record<string, string>>): Escapes =>
  Array.from({ length: 256 }, (_, octet) => {
    const instead = escapes[String.fromCharCode(octet)]
    return instead === undefined ? undefined : [...Buffer.from(instead, 'latin1')]
  })

export const textEscapes = byOctet(inText)
export const valueEscapes = byOctet(inValue)
