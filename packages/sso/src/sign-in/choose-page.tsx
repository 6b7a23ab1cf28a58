import { Button, Door, Field, Notice, Stack, type Way, Ways } from '@postern/kit/html'
import type { Connection } from '../connections/connection.ts'

export interface ChoosePageProps {
  readonly connections: readonly Connection[]
  readonly under: string
  /** Work address or name, as typed. */
  readonly query: string
  /** Id of the connection that this browser used last. */
  readonly last: string | undefined
  readonly href: (connection: Connection) => string
}

/** *Choose your identity provider*: links, and an address for those who do not know its name. */
export function ChoosePage({ connections, under, query, last, href }: ChoosePageProps) {
  const found = matching(connections, query)
  const shown = found.length > 0 ? found : connections
  return (
    <Door
      server="sso"
      title="Choose your identity provider"
      brand="Postern"
      under={under}
      foot="Not sure? Type your work address and it is found."
    >
      <form method="get">
        <Stack gap="tight">
          <Field
            name="q"
            label="Work address or name"
            value={query}
            inputmode="email"
            autocomplete="username"
            maxlength={200}
          />
          <Button full>Find my identity provider</Button>
        </Stack>
      </form>
      {query !== '' && found.length === 0 && (
        <Notice tone="warn" title={`Nothing is known of “${query}”`}>
          Choose from the list, or check how the address is written.
        </Notice>
      )}
      <Ways label="Identity providers" ways={ways(shown, last, href)} />
    </Door>
  )
}

function ways(
  connections: readonly Connection[],
  last: string | undefined,
  href: ChoosePageProps['href'],
): readonly Way[] {
  const lastFirst = connections.toSorted((a, b) => Number(b.id === last) - Number(a.id === last))
  return lastFirst.map((connection) => ({
    name: connection.name,
    href: href(connection),
    likely: connection.id === last,
    under:
      connection.id === last ? 'You used this last time on this browser' : connection.knownDomains.join(', '),
  }))
}

function matching(connections: readonly Connection[], query: string): readonly Connection[] {
  const key = query.trim().toLowerCase()
  if (key === '') return connections
  const domain = key.slice(key.lastIndexOf('@') + 1)
  return connections.filter(
    ({ name, knownDomains }) => name.toLowerCase().includes(key) || knownDomains.includes(domain),
  )
}
