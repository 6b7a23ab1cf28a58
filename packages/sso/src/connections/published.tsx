import { Address, Button, Csrf, Facts, Notice, Part, Pill, Row, When } from '@postern/kit/html'
import type { Connection } from './connection.ts'
import { path } from './words.ts'

interface PublishedProps {
  readonly connection: Connection
  readonly csrf: string
}

/** The address where the identity provider publishes its metadata, and how reading it goes. Nothing for a file. */
export function Published({ connection, csrf }: PublishedProps) {
  const { source } = connection.identityProvider ?? {}
  if (source?.address === undefined) return null
  const followed = source.followed === true
  return (
    <Part title="Published metadata">
      <Facts
        layout="slim"
        facts={[
          { label: 'Published URL', value: <Address>{source.address}</Address> },
          {
            label: 'Read again',
            value: followed
              ? 'Every hour, and when an answer is signed with a key that is not known. New certificates from there are believed.'
              : 'Never: what is new there is not noticed.',
          },
          { label: 'Last read', value: <When at={source.readAt} /> },
          followed && { label: 'Last attempt', value: <LastAttempt connection={connection} /> },
        ]}
      />
      <Row>
        {followed && <Send to={path(connection, 'refresh')} csrf={csrf} button="Refresh now" />}
        <Send
          to={path(connection, followed ? 'unfollow' : 'follow')}
          csrf={csrf}
          button={followed ? 'Stop reading it' : 'Read it every hour'}
        />
      </Row>
    </Part>
  )
}

function LastAttempt({ connection: { refresh, identityProvider } }: { connection: Connection }) {
  const at = Math.max(refresh?.triedAt ?? 0, identityProvider?.source?.readAt ?? 0)
  return (
    <>
      <When at={at} /> {refresh?.failing ? <Pill tone="warn">Failed</Pill> : <Pill tone="ok">Good</Pill>}
      {refresh?.failing && <span class="small under">{refresh.failing.why}</span>}
    </>
  )
}

function Send({ to, csrf, button }: { to: string; csrf: string; button: string }) {
  return (
    <form method="post" action={to}>
      <Csrf token={csrf} />
      <Button>{button}</Button>
    </form>
  )
}

/** Said first on the connection's page while no attempt succeeds. */
export function RefreshFails({ connection }: { connection: Connection }) {
  const { refresh, identityProvider } = connection
  if (!refresh?.failing) return null
  return (
    <Notice
      tone="warn"
      title={
        <>
          The metadata could not be refreshed since <When at={refresh.failing.since} />.
        </>
      }
    >
      {refresh.failing.why} What was read on <When at={identityProvider?.source?.readAt ?? 0} /> goes on being
      used.
    </Notice>
  )
}
