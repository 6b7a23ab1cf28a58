import type { World } from '@postern/kit/world'
import type { Identity } from '@postern/saml'
import type { Application } from '../applications/application.ts'
import type { Connection } from '../connections/connection.ts'
import type { Connector } from '../connectors/connector.ts'
import type { Account } from './account.ts'

export interface Provisioned {
  readonly account: Account
  /** What was done, in words for Activity: "Account made", "Added to developers". */
  readonly done: readonly string[]
}

/** Finds, links or makes the account of the person whom a verified assertion names. */
export async function provision(_of: {
  readonly world: World
  readonly connector: Connector
  readonly application: Application
  readonly connection: Pick<Connection, 'id' | 'name' | 'accounts'>
  readonly identity: Identity
}): Promise<Provisioned> {
  throw new Error('not written yet')
}
