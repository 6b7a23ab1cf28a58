import { Button, Csrf, Danger, Facts, Head, Lose, Notice, Part, Row, Stack, When } from '@postern/kit/html'
import type { NameSince } from './ledger.ts'
import type { AccountRow } from './list-page.tsx'
import { Names } from './names.tsx'

const crumbs = [{ label: 'Accounts', href: '/admin/accounts' }]

export interface AccountPageProps extends AccountRow {
  readonly names: readonly NameSince[]
  /** Browsers in which the person is signed in here. */
  readonly sessions: number
  readonly csrf: string
}

/** One account: who the identity provider says it is, and what they are at the application. */
export function AccountPage(props: AccountPageProps) {
  const { account, state, connectionName, applicationName, names } = props
  const path = `/admin/accounts/${account.id}`
  return (
    <Stack gap="wide">
      <Head title={account.displayName} crumbs={crumbs} />
      {state !== 'ready' && <NotFinished {...props} />}
      <Part title="At the application">
        <Facts
          facts={[
            { label: 'Application', value: applicationName },
            { label: 'User name', value: account.userName },
            { label: 'Email address', value: account.emailAddress },
          ]}
        />
      </Part>
      <Part title="At the identity provider">
        <Facts
          facts={[
            { label: 'Connection', value: connectionName },
            { label: 'Immutable id', value: <code>{account.subject}</code> },
            { label: 'Since', value: <When at={account.createdAt} /> },
            {
              label: 'Sign-ins',
              value: <a href={`/admin/activity?q=${encodeURIComponent(nameOf(props))}`}>Show in Activity</a>,
            },
          ]}
        />
      </Part>
      <Sessions {...props} />
      <Names names={names} />
      <Danger
        title="Remove the tie"
        action={<Button href={`${path}/remove`}>Remove the tie of {account.displayName}</Button>}
      >
        When the identity provider made the person anew, the old tie stands in the way.
      </Danger>
    </Stack>
  )
}

/** Under which Activity knows the person: the last NameID. */
const nameOf = ({ names, account }: AccountPageProps) =>
  names.find(({ kind }) => kind === 'name-id')?.value ?? account.userName

function NotFinished({ account, state, applicationName }: AccountPageProps) {
  return state === 'pending' ? (
    <Notice tone="warn" title={`The account ${account.userName} is not made in ${applicationName} yet.`}>
      It is made when the person signs in next. If that failed, Activity says why.
    </Notice>
  ) : (
    <Notice tone="warn" title="This account is not finished.">
      {applicationName} did not take everything. It is tried again when the person signs in next; Activity
      says what went wrong.
    </Notice>
  )
}

function Sessions({ account, sessions, applicationName, csrf }: AccountPageProps) {
  return (
    <Part title="Signed in at Postern">
      {sessions === 0 ? (
        <p>Nowhere at the moment.</p>
      ) : (
        <form class="stack" method="post" action={`/admin/accounts/${account.id}/end-sessions`}>
          <p>
            {sessions === 1 ? 'In one browser' : `In ${sessions} browsers`}. Who is inside {applicationName}{' '}
            already stays there until that session ends.
          </p>
          <Row>
            <Button>End the sessions of {account.displayName}</Button>
            <Button kind="plain" href={`/admin/accounts/${account.id}/sessions`}>
              See each of them
            </Button>
          </Row>
          <Csrf token={csrf} />
        </form>
      )}
    </Part>
  )
}

export function RemovePage({ account, applicationName, csrf }: AccountRow & { readonly csrf: string }) {
  const path = `/admin/accounts/${account.id}`
  return (
    <>
      <Head title={`Remove the tie of ${account.displayName}`} crumbs={crumbs} />
      <Lose
        title={`Remove the tie of ${account.displayName}?`}
        lost={[
          `${account.displayName} is signed out of Postern.`,
          `Whoever signs in next as ${account.userName} is tied to that account anew.`,
          `The account ${account.userName} in ${applicationName}, its groups and its work stay.`,
        ]}
        action={`${path}/remove`}
        csrf={csrf}
        button={`Remove the tie of ${account.displayName}`}
        keep={{ href: path, label: 'Keep it' }}
      />
    </>
  )
}
