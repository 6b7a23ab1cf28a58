export const linksPath = '/plugins/servlet/applinks/listApplicationLinks'

export const linkPath = (id: number | string): string => `/plugins/servlet/applinks/links/${id}`

/** What a redirect confirms, by the word in its address. */
export const doneWords: Readonly<Record<string, string>> = {
  created: 'The application link was created.',
  deleted: 'The application link was deleted.',
}
