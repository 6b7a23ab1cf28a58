import { Address, Button, Empty, Head, Table, TableLink, When } from '@postern/kit/html'
import { kinds } from '../connectors/kinds.ts'
import type { Application } from './application.ts'
import { unfilled } from './connect-form.ts'

const connectPath = (kind: string) =>
  kind === unfilled.kind ? '/admin/applications/connect' : `/admin/applications/connect?kind=${kind}`

export function ListPage({ applications }: { readonly applications: readonly Application[] }) {
  const connect = Object.entries(kinds).map(([kind, { label }]) => (
    <Button kind="primary" icon="add" href={connectPath(kind)}>
      Connect {label}
    </Button>
  ))
  return (
    <>
      <Head
        title="Applications"
        lead="What people sign in to."
        actions={applications.length > 0 && connect}
      />
      <Table
        label="Applications"
        rows={applications}
        empty={
          <Empty title="No application is connected yet" action={connect}>
            Connect Bitbucket: Postern checks it, enters itself there, and from then on people sign in through
            Postern.
          </Empty>
        }
        columns={[
          {
            head: 'Application',
            cell: ({ id, name, version }) => (
              <TableLink href={`/admin/applications/${id}`} under={`Version ${version}`}>
                {name}
              </TableLink>
            ),
          },
          { head: 'Base URL', cell: ({ baseUrl }) => <Address>{baseUrl}</Address> },
          { head: 'Connected', cell: ({ createdAt }) => <When at={createdAt} show="day" />, wideOnly: true },
        ]}
      />
    </>
  )
}
