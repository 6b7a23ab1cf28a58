import type { World } from '@postern/kit/world'
import { sharedSession } from './administrator-session.ts'
import type { Connector } from './connector.ts'
import { targetWith } from './credential.ts'
import { freshToken, type KeptCredentials } from './fresh-token.ts'
import { type KindName, kinds } from './kinds.ts'
import type { RestTarget } from './rest.ts'

/** What of an application tells how it is reached. */
interface Reachable<Id> {
  readonly id: Id
  readonly kind: KindName
  readonly baseUrl: string
}

interface Kept<Id> {
  readonly world: World
  readonly applications: KeptCredentials<Id>
  readonly application: Reachable<Id>
}

/** The connector of an application that is connected, with the credential that `applications` keeps for it. */
export async function connect<Id>(of: Kept<Id>): Promise<Connector> {
  return kinds[of.application.kind].connector(await keptTarget(of))
}

/** How an application that is connected is called; an access token is refreshed when its time has come. */
export async function keptTarget<Id>({ world, applications, application }: Kept<Id>): Promise<RestTarget> {
  const { id, baseUrl } = application
  const credential = await applications.secrets(id)
  const target = targetWith(credential, { baseUrl, random: world.random })
  if ('password' in target) return target
  if ('through' in credential) return { ...target, session: sharedSession(world, baseUrl, credential) }
  return { ...target, accessToken: () => freshToken({ world, kept: applications, id, baseUrl }) }
}
