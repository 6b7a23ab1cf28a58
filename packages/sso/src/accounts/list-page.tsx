import {
  Button,
  Empty,
  Filter,
  Head,
  Notice,
  Pages,
  Pill,
  Table,
  TableLink,
  Tabs,
  When,
} from '@postern/kit/html'
import type { KeptAccount } from './store.ts'
import { accountTabs } from './tabs.ts'

/** So many on a page. */
export const pageSize = 50

export interface AccountRow extends KeptAccount {
  readonly connectionName: string
  readonly applicationName: string
}

export interface ListPageProps {
  readonly rows: readonly AccountRow[]
  readonly query: string
  /** Where the next page is. */
  readonly later: string | undefined
  /** How many wait for a decision. */
  readonly waiting: number
  /** Nobody is called so now: these were, once. */
  readonly formerly: boolean
}

export function ListPage({ rows, query, later, waiting, formerly }: ListPageProps) {
  return (
    <>
      <Head
        title="Accounts"
        lead="Who has come through Postern, and which account each of them is tied to."
      />
      <Tabs label="Accounts" tabs={accountTabs(waiting)} current="/admin/accounts" />
      {waiting > 0 && <Waiting of={waiting} />}
      {(rows.length > 0 || query !== '') && (
        <Filter label="Name, user name or address" value={query} live="accounts" button="Search" />
      )}
      <div id="accounts">
        {formerly && <p class="small">Nobody is called “{query}” now. Once called so:</p>}
        <Table
          label="Accounts"
          rows={rows}
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
        {later && <Pages later={later} />}
      </div>
    </>
  )
}

function Waiting({ of }: { of: number }) {
  return (
    <Notice
      tone="warn"
      title={of === 1 ? 'One person waits for a decision.' : `${of} people wait for a decision.`}
      action={<Button href="/admin/accounts/decisions">Decide</Button>}
    >
      They were refused, since it is not clear which account is theirs.
    </Notice>
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
      Earlier names are found when they are entered whole. The account may be known to the application alone:
      here stand those who came through Postern.
    </Empty>
  )
}
