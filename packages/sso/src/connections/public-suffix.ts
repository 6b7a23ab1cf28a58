/**
 * Tells domains under which anybody can have one: the ICANN section of the Public Suffix List. Loaded when it is asked
 * for, since the list is longer than the code that serves sign-ins.
 */
export async function loadPublicSuffixes(): Promise<(domain: string) => boolean> {
  const { getPublicSuffix } = await import('tldts-icann')
  return (domain) => getPublicSuffix(domain) === domain
}
