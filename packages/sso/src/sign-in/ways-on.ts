import type { Attempt } from '../activity/activity.ts'
import { addressPath } from '../connections/connection.ts'
import type { SignInPorts } from './ports.ts'

/** Where a person can go who was not signed in. */
export interface WaysOn {
  /** Begins anew, with whoever is signed in at the identity provider. */
  readonly again?: string
  /** Begins anew, and the identity provider is to ask who it is. */
  readonly another?: string
  readonly application?: { readonly name: string; readonly href: string }
}

/** In the query of a connection's address: the person wants to come as somebody else. */
export const another = 'another'

export async function waysOn(
  attempt: Attempt | undefined,
  { connections, applications }: Pick<SignInPorts, 'connections' | 'applications'>,
): Promise<WaysOn> {
  const connection = attempt?.connection && (await connections.find(attempt.connection.id))
  if (!connection) return {}
  const { applicationId } = connection
  const application = applicationId && (await applications.find(applicationId))
  const address = addressPath(connection.id)
  return {
    again: address,
    another: `${address}?${another}=yes`,
    ...(application ? { application: { name: application.name, href: application.baseUrl } } : {}),
  }
}
