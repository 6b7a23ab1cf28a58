import {
  type Connection,
  isReady,
  type Missing,
  missing,
  type ReadyConnection,
} from '../connections/connection.ts'
import { signInProblem } from './problems.ts'

const words: Readonly<Record<Missing, string>> = {
  metadata: 'the metadata of its identity provider is not imported',
  finish: 'its set-up is not finished',
  signature: 'nobody compared its signing certificate yet (Signature verification)',
  application: 'it has no application',
  'known-domains': 'it has no known domains',
  paused: 'it is paused',
}

/** Problem `connection-not-ready`, which names all that is missing. */
export function requireReady(connection: Connection): ReadyConnection {
  if (isReady(connection)) return connection
  throw signInProblem('connection-not-ready', {
    connection: connection.name,
    missing: missing(connection).map((one) => words[one]),
  })
}
