import { Button, dayOf, Empty, Filter, Head, Menu, Part, Pill, Table, TableLink } from '@postern/kit/html'
import { presets } from '../presets/presets.ts'
import type { Connection } from './connection.ts'
import { certifiedUntil, domainWords, path, stateOf } from './words.ts'

export interface ListPageProps {
  readonly connections: readonly Connection[]
  readonly query: string
  readonly now: number
  readonly applicationName: (connection: Connection) => string | undefined
}

export function ListPage({ connections, query, now, applicationName }: ListPageProps) {
  const key = query.toLowerCase()
  const rows = connections.filter(
    ({ name, knownDomains }) =>
      name.toLowerCase().includes(key) || knownDomains.some((domain) => domain.includes(key)),
  )
  return (
    <>
      <Head title="Connections" lead="Each connection is our trust with one identity provider." />
      {connections.length > 5 && (
        <Filter label="Name or domain" value={query} live="connections" button="Search" />
      )}
      <Part title="SAML" beside={<AddIdentityProvider />}>
        <Table
          label="Connections"
          id="connections"
          rows={rows}
          empty={connections.length === 0 ? <NoneYet /> : <NoneFound query={query} />}
          columns={[
            {
              head: 'Identity provider',
              cell: (one) => (
                <TableLink href={path(one)} under={domainWords(one)}>
                  {one.name}
                </TableLink>
              ),
            },
            { head: 'State', cell: (one) => <State connection={one} now={now} /> },
            { head: 'Application', cell: (one) => applicationName(one) ?? 'Not set', wideOnly: true },
            { head: 'Certificate', cell: certificateUntil, wideOnly: true },
          ]}
        />
      </Part>
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

/** The drop-down of the tutorial. Choosing changes nothing yet: it opens the first question. */
export function AddIdentityProvider() {
  return (
    <Menu
      label="Add identity provider"
      kind="primary"
      icon="add"
      items={presets.map(({ id, label }) => ({ label, href: `/admin/connections/new?preset=${id}` }))}
    />
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
