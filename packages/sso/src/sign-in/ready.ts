import {
  type Connection,
  isReady,
  isTestable,
  type Missing,
  missing,
  type ReadyConnection,
  type TestableConnection,
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
  throw notReady(connection)
}

/** The same of a connection whose answers cannot be verified yet; enough is there for a test otherwise. */
export function requireTestable(connection: Connection): TestableConnection {
  if (isTestable(connection)) return connection
  throw notReady(connection)
}

const notReady = (connection: Connection) =>
  signInProblem('connection-not-ready', {
    connection: connection.name,
    missing: missing(connection).map((one) => words[one]),
  })
