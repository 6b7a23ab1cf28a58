import { Button, Empty, Filter, Head, Pill, Table, TableLink, When } from '@postern/kit/html'
import type { KeptAccount } from './store.ts'

/** At most so many are shown; the search finds the others. */
export const mostShown = 100

export interface AccountRow extends KeptAccount {
  readonly connectionName: string
  readonly applicationName: string
}

export function ListPage({ rows, query }: { readonly rows: readonly AccountRow[]; readonly query: string }) {
  return (
    <>
      <Head
        title="Accounts"
        lead="Who has come through Postern, and which account each of them is tied to."
      />
      {(rows.length > 0 || query !== '') && (
        <Filter label="Name, user name or address" value={query} live="accounts" button="Search" />
      )}
      <Table
        label="Accounts"
        id="accounts"
        rows={rows.slice(0, mostShown)}
        empty={query === '' ? <NoneYet /> : <NoneFound query={query} />}
        columns={[
          {
            head: 'Person',
            cell: ({ account }) => (
              <TableLink href={`/admin/accounts/${account.id}`} under={account.emailAddress}>
                {account.displayName}
              </TableLink>
            ),
          },
          { head: 'User name', cell: UserName },
          { head: 'Connection', cell: ({ connectionName }) => connectionName, wideOnly: true },
          { head: 'Since', cell: ({ account }) => <When at={account.createdAt} />, wideOnly: true },
        ]}
      />
      {rows.length > mostShown && (
        <p class="small">The newest {mostShown} are shown. Search for a name to find the others.</p>
      )}
    </>
  )
}

function UserName({ account, state, applicationName }: AccountRow) {
  return (
    <>
      {account.userName}
      {state !== 'ready' && (
        <>
          {' '}
          <Pill tone="warn">Not finished</Pill>
        </>
      )}
      <small class="small">{applicationName}</small>
    </>
  )
}

function NoneYet() {
  return (
    <Empty title="Nobody has signed in yet">
      A row appears here when somebody comes through Postern for the first time.
    </Empty>
  )
}

function NoneFound({ query }: { query: string }) {
  return (
    <Empty
      title={`No account has “${query}” in its name, user name or address`}
      action={<Button href="/admin/accounts">Show all accounts</Button>}
    >
      The account may be known to the application alone: here stand those who came through Postern.
    </Empty>
  )
}
