import { Address, Button, Csrf, Danger, Facts, Notice, Part, Pill, Row, Stack, When } from '@postern/kit/html'
import { AppIdUri } from './app-id-uri.tsx'
import { type Connection, isTestable, type Missing, missing } from './connection.ts'
import { FromMetadata } from './from-metadata.tsx'
import { GroupList } from './group-list.tsx'
import { legacyChoices } from './legacy.ts'
import { OddHosts } from './odd-hosts.tsx'
import { Published, RefreshFails } from './published.tsx'
import { certifiedUntil, domainWords, path, steps } from './words.ts'

export interface OverviewProps {
  readonly connection: Connection
  readonly applicationName: string | undefined
  readonly csrf: string
  readonly now: number
}

/** Everything that is known of one connection, with what it still lacks first. */
export function Overview({ connection, applicationName, csrf, now }: OverviewProps) {
  const [next] = missing(connection)
  const { identityProvider } = connection
  return (
    <Stack gap="wide">
      {next ? (
        <Next connection={connection} next={next} csrf={csrf} />
      ) : (
        (importWaits(connection) ?? <RefreshFails connection={connection} />)
      )}
      <OddHosts connection={connection} />
      <AppIdUri connection={connection} title="App properties" />
      {identityProvider && (
        <FromMetadata
          of={identityProvider}
          preset={connection.preset}
          now={now}
          verified={connection.verifiedCertificates}
        />
      )}
      <Published connection={connection} csrf={csrf} />
      <Choices connection={connection} applicationName={applicationName} />
      <Endings connection={connection} />
    </Stack>
  )
}

export function overviewTitle(connection: Connection, now: number): string {
  const [next] = missing(connection)
  if (next) return `${connection.name} ${steps[next].title}`
  const expired = (certifiedUntil(connection) ?? now) < now
  return `${connection.name} ${expired ? 'signs with an expired certificate' : 'is ready'}`
}

function importWaits(connection: Connection) {
  if (!connection.pendingImport) return undefined
  return (
    <Notice
      title="An import waits to be compared."
      action={
        <Button kind="primary" href={path(connection, 'compare')}>
          Compare the import
        </Button>
      }
    >
      Until then what counted before goes on counting.
    </Notice>
  )
}

function Next({ connection, next, csrf }: { connection: Connection; next: Missing; csrf: string }) {
  const step = steps[next]
  const byForm = next === 'paused'
  const button = byForm ? (
    <form method="post" action={path(connection, step.at)}>
      <Csrf token={csrf} />
      <Button kind="primary">{step.button}</Button>
    </form>
  ) : (
    <Button kind="primary" href={path(connection, step.at)}>
      {step.button}
    </Button>
  )
  const action = (
    <Row>
      {button}
      {isTestable(connection) && <Button href={path(connection, 'test')}>Test sign-in</Button>}
    </Row>
  )
  return <Notice tone={next === 'paused' ? 'warn' : undefined} title={step.says} action={action} />
}

function Choices({
  connection,
  applicationName,
}: {
  connection: Connection
  applicationName: string | undefined
}) {
  const { accounts, anyDomain, unsolicited, legacy, ssoLocation } = connection
  return (
    <Part title="Who comes in, and where">
      <Facts
        facts={[
          { label: 'Application', value: applicationName },
          ssoLocation !== undefined && {
            label: 'SSO location',
            value: (
              <>
                <Address>{ssoLocation}</Address>
                <span class="small under">typed here, in place of Login URL</span>
              </>
            ),
          },
          {
            label: 'Known domains',
            value: anyDomain ? <Pill tone="bad">Any domain</Pill> : domainWords(connection),
          },
          {
            label: 'New people',
            value: accounts.create
              ? 'Their account is made in Bitbucket’s internal directory'
              : 'Refused: only people who have an account come in',
          },
          { label: 'Groups', value: <GroupList of={accounts} /> },
          {
            label: 'Started by the identity provider',
            value: unsolicited ? 'Accepted, as from My Apps' : 'Refused',
          },
          legacy.length > 0 && {
            label: 'Legacy',
            value: legacyChoices
              .filter(({ value }) => legacy.includes(value))
              .map(({ label }) => <Pill tone="bad">{label}</Pill>),
          },
          { label: 'Made', value: <When at={connection.createdAt} /> },
        ]}
      />
    </Part>
  )
}

function Endings({ connection }: { connection: Connection }) {
  return (
    <section aria-label="Pause or delete">
      {connection.state === 'active' && (
        <Danger
          title={`Pause ${connection.name}`}
          action={<Button href={path(connection, 'pause')}>Pause</Button>}
        >
          Nobody signs in by it until it is resumed. Nothing is deleted.
        </Danger>
      )}
      <Danger
        title={`Delete ${connection.name}`}
        action={
          <Button kind="danger" href={path(connection, 'delete')}>
            Delete
          </Button>
        }
      >
        Its address stops working for ever, also where it is entered at the identity provider.
      </Danger>
    </section>
  )
}
