/**
 * Tells domains at which anybody can have an address. To vouch for one is to vouch for strangers: whoever registers a name
 * there that somebody else had, comes in as that person. Loaded when it is asked for, since the list is long.
 */
export async function loadPublicMail(): Promise<(domain: string) => boolean> {
  const { default: list } = await import('email-providers')
  const domains: ReadonlySet<unknown> = new Set(Array.isArray(list) ? list : [])
  return (domain) => domains.has(domain)
}
