import type { World } from '@postern/kit/world'
import { bitbucket } from './bitbucket.ts'
import type { Connector } from './connector.ts'

/** What of an application tells how it is reached. */
interface Reachable<Id> {
  readonly id: Id
  readonly kind: 'bitbucket'
  readonly baseUrl: string
}

/** The connector of an application that is connected, with the credential that `applications` keeps for it. */
export async function connect<Id>(of: {
  readonly world: World
  readonly applications: {
    secrets(id: Id): Promise<{ readonly userName: string; readonly password: string }>
  }
  readonly application: Reachable<Id>
}): Promise<Connector> {
  const { id, kind, baseUrl } = of.application
  const { userName, password } = await of.applications.secrets(id)
  switch (kind) {
    case 'bitbucket':
      return bitbucket({ baseUrl, userName, password, random: of.world.random })
  }
}
