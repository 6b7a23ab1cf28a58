/**
 * A SAML message as it may be shown. The value of each signature is left out for everybody: with it, whoever reads the log
 * within the hour could hand the Response in as that person. `persons: false` leaves out what it says of the person too.
 */
export function redact(xml: string, of: { readonly persons: boolean }): string {
  const unsigned = blank(xml, 'SignatureValue', 'left out')
  if (of.persons) return unsigned
  // The text of these may stand in pieces that a pattern does not see whole.
  if (/<!\[CDATA\[|<!--|<\?/.test(unsigned.replace(/^<\?xml [^?]*\?>/, ''))) return 'Not shown to your role.'
  return ['NameID', 'AttributeValue', 'CipherValue'].reduce(
    (text, element) => blank(text, element, 'not shown to your role'),
    unsigned,
  )
}

const blank = (xml: string, element: string, says: string): string =>
  xml.replace(
    new RegExp(`(<(?:[\\w.-]+:)?${element}(?:\\s[^>]*)?>)[^<]+(?=</)`, 'g'),
    (_all, start: string) => (start.endsWith('/>') ? start : `${start}[${says}]`),
  )

/** One element a line, indented: a message travels without any white space between them. */
export function indent(xml: string): string {
  let depth = 0
  const pieces = xml.replace(/>\s*</g, '>\n<').split('\n')
  const lines = pieces.map((line) => {
    const closes = line.startsWith('</')
    if (closes) depth = Math.max(0, depth - 1)
    const indented = '  '.repeat(Math.min(depth, 40)) + line
    if (!closes && /^<[^?!]/.test(line) && !line.endsWith('/>') && !line.includes('</')) depth++
    return indented
  })
  return lines.join('\n')
}
