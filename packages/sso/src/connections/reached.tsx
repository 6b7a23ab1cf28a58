import { Pill, When } from '@postern/kit/html'
import type { Connection } from './connection.ts'

/** The light beside the App ID URI: whether somebody else than an administrator came to it. */
export function Reached({ connection: { reached } }: { connection: Connection }) {
  return reached ? <Pill tone="ok">Reached</Pill> : <Pill>Not reached yet</Pill>
}

/** What the light means. */
export function ReachedWords({ connection: { reached } }: { connection: Connection }) {
  if (!reached)
    return (
      <p class="small">
        Nobody came to this address yet. It counts the first request that carries no administrator’s session:
        open it in a private window, or start at the identity provider. Then reload this page.
      </p>
    )
  return (
    <p class="small">
      Somebody came to this address first on <When at={reached.at} />, from {reached.from}.
    </p>
  )
}
