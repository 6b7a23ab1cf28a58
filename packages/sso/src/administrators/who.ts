import { clientAddress, type Web } from '@postern/kit/http'
import type { Who } from '../audit/store.ts'

/** The administrator of this request, for the audit log. */
export function whoOf(web: Web): Who {
  const { administrator, now, reference, world } = web.var
  return {
    id: administrator?.id,
    name: administrator?.userName ?? 'Nobody who is signed in',
    address: clientAddress(web),
    reference,
    at: now,
    random: world.random,
  }
}
