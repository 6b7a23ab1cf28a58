import { clientAddress, type Web } from '@postern/kit/http'
import type { Source } from './event.ts'

/** Where a request came from. */
export const sourceOf = (web: Web): Source =>
  source({
    address: clientAddress(web),
    reference: web.var.reference,
    now: web.var.now,
    random: web.var.world.random,
  })

export function source(of: Omit<Source, 'next'>): Source {
  let done = 0
  return { ...of, next: () => done++ }
}
