import { clientAddress, type Web } from '@postern/kit/http'
import { administratorSessions, browserWords } from '../administrators/sessions.ts'
import type { Connection } from '../connections/connection.ts'
import type { SignInPorts } from './ports.ts'

/**
 * Remembers the first request to a connection's address, as a sign that people, or their identity provider, find it. An
 * administrator who clicks the address in the console is no such sign.
 */
export async function noteReached(
  web: Web,
  connection: Connection,
  { connections }: Pick<SignInPorts, 'connections'>,
): Promise<void> {
  if (connection.reached) return
  if (await administratorSessions(web.var.world).current(web)) return
  const by = browserWords(web.req.header('user-agent') ?? '')
  await connections.reach(connection.id, { at: web.var.now, from: `${clientAddress(web)}, ${by}` })
}
