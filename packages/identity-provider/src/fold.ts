/**
 * The form in which names are compared: without case, and with one spelling for each accented letter. Without the character
 * zero too: no name has one, and PostgreSQL refuses to be asked for it.
 */
export const fold = (text: string): string =>
  text.replaceAll('\0', '').trim().normalize('NFKC').toLowerCase().normalize('NFC')

/** A `like` pattern that finds `text` anywhere; what is a wildcard in SQL is a letter here. Escape character: `!`. */
export const containing = (text: string): string => `%${fold(text).replace(/[!%_]/g, '!$&')}%`
