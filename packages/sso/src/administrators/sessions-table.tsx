import { Button, Csrf, Empty, Pill, Table, When } from '@postern/kit/html'
import type { Session } from '@postern/kit/session'

export interface SessionsTableProps {
  readonly sessions: readonly Session[]
  /** The one that shows this page. */
  readonly own?: string | undefined
  /** Where the form goes that ends one, with its key in the field `session`; left out for who may not. */
  readonly action?: string | undefined
  readonly csrf: string
  /** In place of the table. */
  readonly none: string
}

/** Where somebody is signed in. */
export function SessionsTable({ sessions, own, action, csrf, none }: SessionsTableProps) {
  return (
    <Table
      label="Sessions"
      rows={sessions}
      empty={<Empty title={none} />}
      columns={[
        {
          head: 'Browser',
          cell: ({ key, facts }) => (
            <>
              {facts.browser ?? 'Unknown browser'} {key === own && <Pill tone="ok">This one</Pill>}
              {facts.address && <small class="small">{facts.address}</small>}
            </>
          ),
        },
        { head: 'Since', cell: ({ openedAt }) => <When at={openedAt} />, wideOnly: true },
        { head: 'Ends when unused', cell: ({ expiresAt }) => <When at={expiresAt} />, wideOnly: true },
        ...(action
          ? [{ head: 'End', cell: (one: Session) => <End of={one} action={action} csrf={csrf} /> }]
          : []),
      ]}
    />
  )
}

function End({ of, action, csrf }: { readonly of: Session; readonly action: string; readonly csrf: string }) {
  return (
    <form method="post" action={action}>
      <Csrf token={csrf} />
      <input type="hidden" name="session" value={of.key} />
      <Button small label={`End the session in ${of.facts.browser ?? 'an unknown browser'}`}>
        End
      </Button>
    </form>
  )
}
