const longest = 48

/**
 * What is wrong with a domain name, as a sentence that says what to do; undefined when nothing is. Forty-eight characters,
 * because that is what a user principal name may have after its `@`.
 */
export function faultOfDomain(domain: string): string | undefined {
  if (domain === '') return 'Type a domain name such as contoso.example.'
  if (domain.includes('@'))
    return 'Leave out the part up to @: type contoso.example, not name@contoso.example.'
  if (/^[a-z]+:\/\//i.test(domain)) return 'Leave out https:// and everything after the name.'
  if (/[^\x20-\x7e]/.test(domain))
    return 'Type an international name in its ASCII form, which begins with xn--.'
  if (domain.length > longest) return `Shorten the domain name to at most ${longest} characters.`
  const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
  if (!new RegExp(`^(${label}\\.)+${label}$`, 'i').test(domain)) {
    return 'Type a full domain name: letters, digits and hyphens, with at least one dot, such as contoso.example.'
  }
  return undefined
}
