/** What is wrong with the name of an application, as a sentence; undefined when nothing is. */
export function faultOfName(name: string): string | undefined {
  if (name === '') return 'Type a name for the application.'
  if (name.length > 120) return 'Shorten the name to at most 120 characters.'
  return /\p{Cc}/u.test(name) ? 'Take the control characters out of the name.' : undefined
}
