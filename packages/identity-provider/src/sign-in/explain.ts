import type { Web } from '@postern/kit/http'
import type { Asking } from './doors.ts'

/** What the error page may tell about the sign-in that was refused. */
export interface Explanation extends Asking {
  /** The account that is signed in. */
  readonly account?: string
  readonly userId?: string
  readonly applicationId?: string
  /** The AuthnRequest as it came, for the sign-in logs. */
  readonly requestXml?: string
  /** Where another account can be used for the same request. */
  readonly other?: string
}

const explanations = new WeakMap<Web, Explanation>()

/** Remembers, for this request, what its error page should tell; later words add to earlier ones. */
export function explain(web: Web, of: Explanation): void {
  explanations.set(web, { ...explanations.get(web), ...of })
}

export const explanationOf = (web: Web): Explanation => explanations.get(web) ?? {}
