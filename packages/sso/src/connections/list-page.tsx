import { Button, Csrf, dayOf, Empty, Filter, Head, Pill, Table, TableLink } from '@postern/kit/html'
import type { Connection } from './connection.ts'
import { certifiedUntil, path, stateOf } from './words.ts'

export interface ListPageProps {
  readonly connections: readonly Connection[]
  readonly query: string
  readonly csrf: string
  readonly now: number
  readonly applicationName: (connection: Connection) => string | undefined
}

export function ListPage({ connections, query, csrf, now, applicationName }: ListPageProps) {
  const key = query.toLowerCase()
  const rows = connections.filter(
    ({ name, knownDomains }) =>
      name.toLowerCase().includes(key) || knownDomains.some((domain) => domain.includes(key)),
  )
  return (
    <>
      <Head
        title="Connections"
        lead="Each connection is our trust with one identity provider."
        actions={<AddIdentityProvider csrf={csrf} />}
      />
      {connections.length > 5 && (
        <Filter label="Name or domain" value={query} live="connections" button="Search" />
      )}
      <Table
        label="Connections"
        id="connections"
        rows={rows}
        empty={connections.length === 0 ? <NoneYet /> : <NoneFound query={query} />}
        columns={[
          {
            head: 'Identity provider',
            cell: (one) => (
              <TableLink href={path(one)} under={one.knownDomains.join(', ') || 'No known domains'}>
                {one.name}
              </TableLink>
            ),
          },
          { head: 'State', cell: (one) => <State connection={one} now={now} /> },
          { head: 'Application', cell: (one) => applicationName(one) ?? 'Not set', wideOnly: true },
          { head: 'Certificate', cell: certificateUntil, wideOnly: true },
        ]}
      />
    </>
  )
}

export function State({ connection, now }: { connection: Connection; now: number }) {
  const { word, tone } = stateOf(connection, now)
  return <Pill tone={tone}>{word}</Pill>
}

/** The day when the last of its certificates ends. */
export function certificateUntil(connection: Connection): string {
  const until = certifiedUntil(connection)
  return until === undefined ? 'Not set' : `until ${dayOf(until)}`
}

/** Makes a draft with its own address; a POST, since it changes something. */
export function AddIdentityProvider({ csrf }: { csrf: string }) {
  return (
    <form method="post" action="/admin/connections">
      <Csrf token={csrf} />
      <Button kind="primary" icon="add">
        Add identity provider
      </Button>
    </form>
  )
}

function NoneYet() {
  return (
    <Empty title="There is no connection yet">
      Add an identity provider: you get the address that it asks for, and then import its metadata.
    </Empty>
  )
}

function NoneFound({ query }: { query: string }) {
  return (
    <Empty
      title={`No connection has “${query}” in its name or domains`}
      action={<Button href="/admin/connections">Show all connections</Button>}
    />
  )
}
