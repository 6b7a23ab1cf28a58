import type { World } from '@postern/kit/world'
import type { Application } from '../applications/application.ts'
import type { Applications } from '../applications/store.ts'
import { bitbucket } from './bitbucket.ts'
import type { Connector } from './connector.ts'

/** The connector of an application that is connected, with the credential that the store keeps for it. */
export async function connect(of: {
  readonly world: World
  readonly applications: Applications
  readonly application: Application
}): Promise<Connector> {
  const { id, kind, baseUrl } = of.application
  const { userName, password } = await of.applications.secrets(id)
  switch (kind) {
    case 'bitbucket':
      return bitbucket({ baseUrl, userName, password, random: of.world.random })
  }
}
