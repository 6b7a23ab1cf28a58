import { domainToASCII, domainToUnicode } from 'node:url'

export interface Domains {
  /** Lower-case ASCII, each once, in the order typed. */
  readonly domains: readonly string[]
  /** One sentence for each entry that cannot be a domain. */
  readonly faults: readonly string[]
}

const most = 200
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/

/**
 * Reads what was typed in *Known domains*: separated by commas, spaces or lines. `isPublicSuffix` tells of a domain under
 * which anybody can have one: to vouch for `co.uk` would be to vouch for a country.
 */
export function readDomains(text: string, isPublicSuffix: (domain: string) => boolean): Domains {
  const entries = text.split(/[\s,;]+/).filter((entry) => entry !== '')
  const domains = new Set<string>()
  const faults: string[] = []
  for (const entry of entries.slice(0, most)) {
    const ascii = asciiOf(entry)
    const fault = faultOf(entry) ?? (isPublicSuffix(ascii) ? suffixFault(ascii) : undefined)
    if (fault) faults.push(fault)
    else domains.add(ascii)
  }
  if (entries.length > most) faults.push(`There are ${entries.length} domains; ${most} are the most.`)
  return { domains: [...domains], faults }
}

/** An internationalized domain in the form that is sent; what it looks like can be drawn in several scripts. */
const asciiOf = (entry: string) => domainToASCII(entry.toLowerCase().replace(/\.$/, ''))

const suffixFault = (domain: string) =>
  `Under ${domain} anybody can have a domain. Enter your own, as in contoso.${domain}.`

/** A domain as people read it, with the form that is compared where the two differ. */
export function shownDomain(ascii: string): string {
  const read = domainToUnicode(ascii)
  return read === ascii ? ascii : `${read} (${ascii})`
}

function faultOf(entry: string): string | undefined {
  const shown = entry.slice(0, 100)
  if (entry.includes('@')) {
    const after = shown.slice(shown.lastIndexOf('@') + 1)
    return `${shown} is an address. Enter only the part after the @${after ? `: ${after}` : ''}.`
  }
  if (entry.includes('*')) return `${shown} has a *. Enter each domain in full; subdomains are not included.`
  const ascii = asciiOf(entry)
  const labels = ascii.split('.')
  if (ascii.length > 253 || !labels.every((part) => label.test(part)))
    return `${shown} is not a domain. Enter it as in contoso.example.`
  if (labels.length < 2) return `${shown} has no dot. Enter the whole domain, as in contoso.example.`
  if (/^\d+$/.test(labels.at(-1) ?? '')) return `${shown} is a number or an IP address, not a domain.`
  return undefined
}

/** The domain of a name that has the form of an address, lower-case ASCII; undefined where it has not. */
export function domainOf(address: string): string | undefined {
  const [, host] = /^[^@\s]+@([^@\s]+)$/.exec(address) ?? []
  return host ? domainToASCII(host.toLowerCase()) || undefined : undefined
}

/** The domain that was typed: alone, or behind the @ of an address; undefined where it is neither. */
export function typedDomain(text: string): string | undefined {
  const typed = text.trim()
  if (typed.includes('@')) return domainOf(typed)
  return /^[^\s@]+\.[^\s@.]+\.?$/.test(typed) ? asciiOf(typed) || undefined : undefined
}

/** Whether a connection may vouch for people of this domain; undefined: of a name without one. */
export const knowsDomain = (
  { knownDomains, anyDomain }: { readonly knownDomains: readonly string[]; readonly anyDomain: boolean },
  domain: string | undefined,
): boolean => anyDomain || (domain !== undefined && knownDomains.includes(domain))
