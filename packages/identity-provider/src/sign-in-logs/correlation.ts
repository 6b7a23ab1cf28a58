import type { Web } from '@postern/kit/http'
import { guid } from '../guid.ts'

const correlations = new WeakMap<Web, string>()

/** The id that ties the steps of one sign-in together: of the request that waits, else of this request alone. */
export function correlationOf(web: Web): string {
  const known = correlations.get(web)
  if (known !== undefined) return known
  const fresh = guid(web.var.world.random)
  correlations.set(web, fresh)
  return fresh
}

/** This request goes on with a sign-in that has an id already. */
export function correlate(web: Web, id: string | undefined): void {
  if (id !== undefined) correlations.set(web, id)
}
