export interface UserPrincipalName {
  readonly local: string
  readonly domain: string
}

/** Splits at the one `@`; undefined where there is not exactly one. */
export function splitUserPrincipalName(text: string): UserPrincipalName | undefined {
  const [local, domain, ...more] = text.split('@')
  return local === undefined || domain === undefined || more.length > 0 ? undefined : { local, domain }
}

/**
 * What is wrong with a user principal name (entra.md 3.4, the table of UPN rules), as a sentence; undefined when nothing
 * is. `domains` are the directory's own, lower case.
 */
export function faultOfUserPrincipalName(text: string, domains: readonly string[]): string | undefined {
  if (text === '') return 'Type a user principal name such as B.Simon@contoso.example.'
  const parts = splitUserPrincipalName(text)
  if (!parts) return 'Type one @ between the name and the domain, such as B.Simon@contoso.example.'
  const { local, domain } = parts
  if (local === '') return 'Type a name before the @.'
  const stray = /[^A-Za-z0-9'._!#^~-]/.exec(local)?.[0]
  if (stray !== undefined) {
    const what = stray.trim() === '' ? 'the blank' : `“${stray}”`
    return `Take out ${what}: before the @ only letters A to Z, digits and ' . - _ ! # ^ ~ are allowed.`
  }
  if (local.endsWith('.')) return 'Take away the full stop right before the @.'
  if (local.length > 64) return 'Shorten the part before the @ to at most 64 characters.'
  if (domains.includes(domain.toLowerCase())) return undefined
  const known = domains.slice(0, 5).join(', ')
  return domain === ''
    ? `Type a domain of this directory after the @: ${known}.`
    : `Use a domain of this directory: ${known}. Another one is added under Domains first.`
}
