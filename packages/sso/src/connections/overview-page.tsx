import {
  Address,
  Button,
  Csrf,
  Danger,
  dayOf,
  daysLeft,
  Facts,
  Notice,
  Part,
  Pill,
  Row,
  Stack,
  toneOfLife,
  When,
} from '@postern/kit/html'
import { requestSigningPath } from '../request-signing/page.tsx'
import { AppIdUri } from './app-id-uri.tsx'
import { signedPartWords } from './choices.ts'
import { type Connection, isTestable, type Missing, missing } from './connection.ts'
import { shownDomain } from './domains.ts'
import { FromMetadata } from './from-metadata.tsx'
import { GroupList } from './group-list.tsx'
import { legacyChoices } from './legacy.ts'
import { OddHosts } from './odd-hosts.tsx'
import { Published, RefreshFails } from './published.tsx'
import { certifiedUntil, path, steps } from './words.ts'

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
        (importWaits(connection) ?? expiresSoon(connection, now) ?? <RefreshFails connection={connection} />)
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

/** Amber from 60 days on, red from 7. */
function expiresSoon(connection: Connection, now: number) {
  const until = certifiedUntil(connection)
  if (until === undefined) return undefined
  const tone = toneOfLife(until, now)
  if (tone === 'ok') return undefined
  return (
    <Notice
      tone={tone}
      title={`The certificate that it signs with ${until < now ? 'expired' : 'expires'} on ${dayOf(until)}: ${daysLeft(until, now)}.`}
      action={
        <Button kind="primary" href={path(connection, 'setup/metadata-import')}>
          Import metadata
        </Button>
      }
    >
      Make the next one at the identity provider, then import its metadata again. Both are believed until the
      old one is unticked.
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
  const { accounts, anyDomain, knownDomains, unsolicited, legacy, ssoLocation, choices } = connection
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
            value: anyDomain ? (
              <Pill tone="bad">Any domain</Pill>
            ) : (
              knownDomains.map(shownDomain).join(', ') || 'No known domains'
            ),
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
          choices.signedPart !== 'either' && {
            label: 'Must be signed',
            value: signedPartWords(choices.signedPart),
          },
          choices.forceAuthn && { label: 'ForceAuthn', value: 'Everybody signs in anew' },
          choices.signsRequests && {
            label: 'Requests',
            value: (
              <>
                Signed, by the key of <a href={requestSigningPath}>Request signing</a>
              </>
            ),
          },
          { label: 'Warned by mail', value: choices.warned.join(', ') },
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
