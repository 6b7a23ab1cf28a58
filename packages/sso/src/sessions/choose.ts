import type { Web } from '@postern/kit/http'
import type { Choice, Choosing } from '../connections/choosing.ts'
import { addressPath } from '../connections/connection.ts'
import { domainOf, typedDomain } from '../connections/domains.ts'
import { lastUsed, pageAsked } from '../connections/last-used.ts'
import type { Connections } from '../connections/store.ts'

/** What the start page offers to somebody who is not signed in. */
export interface Offered {
  readonly among: Choosing
  readonly found: boolean
  readonly query: string
  readonly page: number
  readonly last: Choice | undefined
}

/**
 * Where `idp` (a connection by id or name), `login_hint` or what was typed (`q`) leads; else what there is to choose from.
 * A link in a letter or on a page of the company's own may so lead straight to the right identity provider.
 */
export async function chosenAt(web: Web, { choosing }: Connections): Promise<string | Offered> {
  const parameter = (name: string) => (web.req.query(name) ?? '').trim().slice(0, 200)
  const [query, hint, idp] = [parameter('q'), parameter('login_hint'), parameter('idp')]
  const named = idp && query === '' ? await choosing.named(idp) : undefined
  const domain = typedDomain(query || hint)
  const knowing = domain && !named ? await choosing.knowing(domain) : []
  const [one] = named ? [named] : knowing.length === 1 ? knowing : []
  if (one) return wayTo(one, query || hint)
  const page = pageAsked(web)
  const found =
    knowing.length > 0 ? { choices: knowing, more: false } : await choosing.search({ name: query, page })
  const among = found.choices.length > 0 ? found : await choosing.search({})
  return { among, found: found.choices.length > 0, query, page, last: await lastUsed(web, { choosing }) }
}

function wayTo({ id }: Choice, typed: string): string {
  const hint = domainOf(typed) ? `?${new URLSearchParams({ login_hint: typed }).toString()}` : ''
  return `${addressPath(id)}${hint}`
}
