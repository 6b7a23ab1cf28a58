import type { Web } from '@postern/kit/http'
import { type ConfiguredApplication, replyUrlsOf } from '../enterprise-applications/application.ts'
import { templateOf } from '../gallery/templates.ts'
import type { Ask } from './ask.ts'
import type { Asking } from './doors.ts'

/** What the error page may tell about the sign-in that was refused. */
export interface Explanation extends Asking {
  /** The account that is signed in. */
  readonly account?: string
  readonly userId?: string
  readonly applicationId?: string
  /** The AuthnRequest as it came, for the sign-in logs. */
  readonly requestXml?: string
  /** Where the application has its refusals returned to: registered. */
  readonly returnTo?: Pick<Ask, 'replyUrl' | 'relayState' | 'inResponseTo'>
  /** Where another account can be used for the same request. */
  readonly other?: string
}

const explanations = new WeakMap<Web, Explanation>()

/** Remembers, for this request, what its error page should tell; later words add to earlier ones. */
export function explain(web: Web, of: Explanation): void {
  explanations.set(web, { ...explanations.get(web), ...of })
}

export const explanationOf = (web: Web): Explanation => explanations.get(web) ?? {}

/** From here on a refusal is answered at the Reply URL, if the application wants it so and has that address still. */
export function explainTo(
  web: Web,
  application: ConfiguredApplication,
  { replyUrl, relayState, inResponseTo }: Pick<Ask, 'replyUrl' | 'relayState' | 'inResponseTo'>,
): void {
  const { id, name, templateId, returnsErrors } = application
  if (!returnsErrors || !replyUrlsOf(application).includes(replyUrl)) return
  const { opens } = templateOf(templateId)
  explain(web, {
    application: name,
    applicationId: id,
    opens,
    returnTo: { replyUrl, relayState, inResponseTo },
  })
}
