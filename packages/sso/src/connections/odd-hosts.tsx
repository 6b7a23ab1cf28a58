import { Notice } from '@postern/kit/html'
import type { Connection } from './connection.ts'
import { oddHosts } from './location.ts'

/** A warning where the two hosts do not belong together. */
export function OddHosts({ connection, location }: { connection: Connection; location?: string }) {
  const odd = oddHosts(connection, location)
  if (!odd) return null
  return (
    <Notice tone="warn" title={`People sign in at ${odd.location}, but the entity ID is of ${odd.entityId}.`}>
      Some identity providers are made so. Compare both with its screen, since people type their passwords at
      SSO location.
    </Notice>
  )
}
