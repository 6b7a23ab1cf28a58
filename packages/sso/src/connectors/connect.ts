import type { World } from '@postern/kit/world'
import type { Application } from '../applications/application.ts'
import type { Applications } from '../applications/store.ts'
import type { Connector } from './connector.ts'

/** The connector of an application that is connected, with the credential that the store keeps for it. */
export async function connect(_of: {
  readonly world: World
  readonly applications: Applications
  readonly application: Application
}): Promise<Connector> {
  throw new Error('not written yet')
}
