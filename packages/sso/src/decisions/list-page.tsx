import { Empty, Head, Pages, Pill, Table, TableLink, Tabs, When } from '@postern/kit/html'
import type { Decision } from '../accounts/decision.ts'
import { accountTabs } from '../accounts/tabs.ts'
import { collisionWords, pathOf, section } from './words.ts'

export interface DecisionsPageProps {
  readonly decisions: readonly Decision[]
  readonly open: boolean
  readonly waiting: number
  readonly connectionName: (decision: Decision) => string
  readonly later: string | undefined
}

/** *Accounts*, *Decisions*: who was refused because of an account, until somebody says what is right. */
export function DecisionsPage({ decisions, open, waiting, connectionName, later }: DecisionsPageProps) {
  return (
    <>
      <Head
        title="Accounts"
        lead="Who was refused because it is not clear which account is theirs. Nothing is decided by an address or a name alone."
      />
      <Tabs label="Accounts" tabs={accountTabs(waiting)} current={section} />
      <p class="small">
        {open ? (
          <>
            Those who wait. <a href={`${section}?show=decided`}>Show what was decided</a>
          </>
        ) : (
          <>
            What was decided. <a href={section}>Show those who wait</a>
          </>
        )}
      </p>
      <Table
        label={open ? 'People who wait' : 'What was decided'}
        rows={decisions}
        empty={<None open={open} />}
        columns={[
          {
            head: 'Person',
            cell: (decision) => (
              <TableLink href={pathOf(decision)} under={decision.emailAddress ?? decision.userName}>
                {decision.displayName}
              </TableLink>
            ),
          },
          { head: open ? 'Why' : 'Decided', cell: (decision) => <Why of={decision} /> },
          { head: 'Connection', cell: connectionName, wideOnly: true },
          { head: 'Last came', cell: ({ lastAt }) => <When at={lastAt} />, wideOnly: true },
        ]}
      />
      {later && <Pages later={later} />}
    </>
  )
}

function Why({ of }: { of: Decision }) {
  if (of.state === 'open')
    return (
      <>
        {collisionWords[of.collision].short}
        <small class="small">{of.accountName}</small>
      </>
    )
  return of.state === 'refused' ? (
    <Pill tone="bad">Refused</Pill>
  ) : (
    <>
      <Pill tone="ok">Tied</Pill>
      <small class="small">{of.decided?.accountName}</small>
    </>
  )
}

function None({ open }: { open: boolean }) {
  if (!open) return <Empty title="Nothing was decided yet">Decisions of the last 90 days stand here.</Empty>
  return (
    <Empty title="Nobody waits for a decision">
      Somebody appears here when the account that is found for them is another person’s, administers
      Bitbucket, or is one of several.
    </Empty>
  )
}
