import { Button, Danger, Facts, Head, Lose, Notice, Part, When } from '@postern/kit/html'
import type { AccountRow } from './list-page.tsx'

const crumbs = [{ label: 'Accounts', href: '/admin/accounts' }]

/** One account: who the identity provider says it is, and what they are at the application. */
export function AccountPage({ account, state, connectionName, applicationName }: AccountRow) {
  const path = `/admin/accounts/${account.id}`
  return (
    <>
      <Head title={account.displayName} crumbs={crumbs} />
      {state !== 'ready' && (
        <Notice tone="warn" title="This account is not finished.">
          {applicationName} did not take everything. It is tried again when the person signs in next; Activity
          says what went wrong.
        </Notice>
      )}
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
            { label: 'Subject', value: <code>{account.subject}</code> },
            { label: 'Since', value: <When at={account.createdAt} /> },
          ]}
        />
      </Part>
      <Danger
        title="Remove the tie"
        action={<Button href={`${path}/remove`}>Remove the tie of {account.displayName}</Button>}
      >
        When the identity provider made the person anew, the old tie stands in the way.
      </Danger>
    </>
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
