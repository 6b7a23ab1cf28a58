import { Address, Button, Empty, Head, Table, TableLink, When } from '@postern/kit/html'
import type { Application } from './application.ts'

export function ListPage({ applications }: { readonly applications: readonly Application[] }) {
  const connect = (
    <Button kind="primary" icon="add" href="/admin/applications/connect">
      Connect Bitbucket
    </Button>
  )
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
