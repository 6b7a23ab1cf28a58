import { Button, Csrf, Head, Lines, Part, Pill, Table, TableLink, When } from '@postern/kit/html'
import { type Administrator, hasSecondFactor, roleWords } from './administrator.ts'
import type { Invitation } from './invitations.ts'
import { administratorsPath } from './paths.ts'

export interface ListPageProps {
  readonly administrators: readonly Administrator[]
  readonly invitations: readonly Invitation[]
  /** Whether who looks may change anything here. */
  readonly owner: boolean
  readonly csrf: string
}

export function ListPage({ administrators, invitations, owner, csrf }: ListPageProps) {
  return (
    <>
      <Head
        title="Administrators"
        lead="Who may open this console. They sign in here with a password, so that they come in when an identity provider is down."
        actions={
          owner && (
            <Button kind="primary" icon="add" href={`${administratorsPath}/invite`}>
              Invite administrator
            </Button>
          )
        }
      />
      <Table
        label="Administrators"
        id="administrators"
        rows={administrators}
        columns={[
          {
            head: 'User name',
            cell: (one) => (
              <TableLink href={`${administratorsPath}/${one.id}`} under={one.email}>
                {one.userName}
              </TableLink>
            ),
          },
          { head: 'Role', cell: ({ role }) => roleWords[role].label },
          { head: 'State', cell: StateOf },
          {
            head: 'Since',
            cell: ({ createdAt }) => <When at={createdAt} show="short day" />,
            wideOnly: true,
          },
        ]}
      />
      {invitations.length > 0 && (
        <Part title="Invitations">
          <Lines items={invitations.map((one) => <Invited of={one} owner={owner} csrf={csrf} />)} />
        </Part>
      )}
    </>
  )
}

function StateOf(of: Administrator) {
  if (of.disabled) return <Pill>Disabled</Pill>
  return hasSecondFactor(of) ? <Pill tone="ok">Two factors</Pill> : <Pill tone="warn">Password only</Pill>
}

function Invited({
  of,
  owner,
  csrf,
}: {
  readonly of: Invitation
  readonly owner: boolean
  readonly csrf: string
}) {
  return (
    <>
      <div>
        <b>{of.userName}</b>
        <span class="small">
          {of.administrator ? 'A new password' : roleWords[of.role].label}, from {of.madeBy}. The link works
          until <When at={of.expiresAt} />.
        </span>
      </div>
      {owner && (
        <form method="post" action={`${administratorsPath}/invitations/${of.key}/withdraw`}>
          <Csrf token={csrf} />
          <Button small label={`Withdraw the link of ${of.userName}`}>
            Withdraw
          </Button>
        </form>
      )}
    </>
  )
}
