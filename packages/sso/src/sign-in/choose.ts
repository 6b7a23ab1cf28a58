import type { Web } from '@postern/kit/http'
import type { Application } from '../applications/application.ts'
import type { Choice, Choosing } from '../connections/choosing.ts'
import { isReady, type ReadyConnection } from '../connections/connection.ts'
import { typedDomain } from '../connections/domains.ts'
import { lastUsed, pageAsked } from '../connections/last-used.ts'
import type { SignInPorts } from './ports.ts'
import { signInProblem } from './problems.ts'

/** What became of choosing. */
export type Chosen =
  /** `byHand`: the person clicked it. */
  | { readonly connection: ReadyConnection; readonly byHand: boolean }
  | { readonly among: Choosing; readonly found: boolean; readonly last: Choice | undefined }

interface Hints {
  readonly loginHint?: string | undefined
  readonly idp?: string | undefined
}

/**
 * The one that was clicked; else the one that the application asks for; else the only one; else the one that knows the
 * domain of the typed or hinted address. Where that is none, or several, the person chooses.
 */
export async function choose(
  web: Web,
  application: Application,
  hints: Hints,
  ports: Pick<SignInPorts, 'connections'>,
): Promise<Chosen> {
  const { choosing } = ports.connections
  const clicked = web.req.query('connection')
  const byHand = clicked && (await ready(clicked, application, ports))
  if (byHand) return { connection: byHand, byHand: true }
  const query = queryOf(web)
  const asks = web.req.query('choose') === 'yes'
  const named = asks || query || !hints.idp ? undefined : await choosing.named(hints.idp, application.id)
  const domain = typedDomain(query || (asks ? '' : (hints.loginHint ?? '')))
  const knowing = domain && !named ? await choosing.knowing(domain, application.id) : []
  const [one] = named ? [named] : knowing.length === 1 ? knowing : []
  const straight = one && (await ready(one.id, application, ports))
  if (straight) return { connection: straight, byHand: false }
  return amongSeveral(web, { application, asks, knowing }, ports)
}

/** The only one, where there is no other and the person did not ask for the list; else what is found, or all. */
async function amongSeveral(
  web: Web,
  of: { readonly application: Application; readonly asks: boolean; readonly knowing: readonly Choice[] },
  ports: Pick<SignInPorts, 'connections'>,
): Promise<Chosen> {
  const { application, asks, knowing } = of
  const applicationId = application.id
  const all = await ports.connections.choosing.search({ applicationId })
  const [first] = all.choices
  if (!first) throw signInProblem('no-connection', { application: application.name })
  const only = all.choices.length === 1 && !asks ? await ready(first.id, application, ports) : undefined
  if (only) return { connection: only, byHand: false }
  const found =
    knowing.length > 0
      ? { choices: knowing, more: false }
      : await ports.connections.choosing.search({ applicationId, name: queryOf(web), page: pageAsked(web) })
  return {
    among: found.choices.length > 0 ? found : all,
    found: found.choices.length > 0,
    last: await lastUsed(web, ports.connections, applicationId),
  }
}

/** What was typed on the page: an address, a domain or a part of a name. */
export const queryOf = (web: Web) => (web.req.query('q') ?? '').trim().slice(0, 200)

async function ready(
  id: string,
  application: Application,
  { connections }: Pick<SignInPorts, 'connections'>,
): Promise<ReadyConnection | undefined> {
  const found = await connections.find(id)
  return found && isReady(found) && found.applicationId === application.id ? found : undefined
}
