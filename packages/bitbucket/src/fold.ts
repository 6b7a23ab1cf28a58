/** The key under which a name is found: user and group names compare without case, as in Bitbucket's internal directory. */
export const fold = (name: string): string => name.normalize('NFC').toLowerCase()

/** A pattern for `like` that finds `text` anywhere, whatever wildcards it holds; `\` escapes (state it in the query). */
export const anywhere = (text: string): string =>
  `%${fold(text).replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`)}%`
