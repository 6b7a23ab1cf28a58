import {
  Button,
  Columns,
  dayOf,
  daysLeft,
  Head,
  Life,
  Lines,
  type Link,
  Notice,
  Part,
  Table,
  TableLink,
  type Tone,
  toneOfLife,
  When,
} from '@postern/kit/html'
import type { Attempt } from '../activity/activity.ts'
import { OutcomePill, personOf, summaryOf } from '../activity/list-page.tsx'
import { breakGlassPath } from '../break-glass/paths.ts'
import { type Connection, isReady, missing } from '../connections/connection.ts'
import { AddIdentityProvider, certificateUntil, State } from '../connections/list-page.tsx'
import { certifiedUntil, domainWords, path, steps } from '../connections/words.ts'

export interface HomeProps {
  readonly connections: readonly Connection[]
  readonly applicationCount: number
  readonly recent: readonly Attempt[]
  /** In the last 24 hours: by connection, and in all. */
  readonly signedIn: ReadonlyMap<string, number>
  readonly refused: number
  /** People who were refused until somebody says which account is theirs. */
  readonly waiting: number
  /** Break-glass codes that were not used. */
  readonly codesLeft: number
  readonly now: number
}

export function HomePage(props: HomeProps) {
  const { connections, recent } = props
  const next = nextStep(props)
  return (
    <>
      <Head title={titleOf(props)} lead={leadOf(props)} actions={<AddIdentityProvider />} />
      {next && (
        <Notice
          tone={next.tone}
          title={next.says}
          action={<Button href={next.to.href}>{next.to.label}</Button>}
        >
          {next.more}
        </Notice>
      )}
      {connections.length > 0 && <Connections {...props} />}
      <Columns even>
        <Part title="Last sign-ins" beside={<a href="/admin/activity">Activity</a>}>
          {recent.length === 0 ? (
            <p class="quiet">Nobody has tried to sign in yet.</p>
          ) : (
            <Recent of={recent} />
          )}
        </Part>
        <Certificates {...props} />
      </Columns>
    </>
  )
}

const total = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, n) => sum + n, 0)

function titleOf({ connections, applicationCount, signedIn, refused }: HomeProps): string {
  if (applicationCount === 0 || connections.length === 0) return 'Set up single sign-on'
  if (total(signedIn) > 0) return 'Sign-in is working'
  return refused > 0 ? 'Nobody came in today' : 'Nobody has signed in today'
}

function leadOf({ signedIn, refused, connections }: HomeProps): string {
  if (connections.length === 0)
    return 'Two parties must know each other: Bitbucket, and your identity provider.'
  const people = (n: number) => (n === 1 ? '1 sign-in' : `${n} sign-ins`)
  return `${people(total(signedIn))} in the last 24 hours, ${refused} refused.`
}

interface Step {
  readonly says: string
  readonly more?: string
  readonly to: Link
  readonly tone?: Tone
}

function nextStep({ applicationCount, connections, waiting, codesLeft, now }: HomeProps): Step | undefined {
  if (applicationCount === 0) {
    return {
      says: 'Bitbucket is not connected yet.',
      more: 'Connecting it enters this service among its Authentication methods. Nothing else changes there.',
      to: { label: 'Connect Bitbucket', href: '/admin/applications/connect' },
    }
  }
  if (connections.length === 0) {
    return {
      says: 'No identity provider is added yet.',
      more: 'You get the address that it asks for, and then import its metadata.',
      to: { label: 'Connections', href: '/admin/connections' },
    }
  }
  return (
    expiring(connections, now) ??
    stale(connections) ??
    unfinished(connections) ??
    undecided(waiting) ??
    withoutCodes(codesLeft)
  )
}

/** Said last, and until there are some: when they are needed nobody can make them any more. */
function withoutCodes(codesLeft: number): Step | undefined {
  if (codesLeft > 0) return undefined
  return {
    says: 'There are no break-glass codes.',
    more: 'With one of them an administrator comes in when the identity provider does not answer and no password is at hand.',
    to: { label: 'Make codes', href: breakGlassPath },
  }
}

function undecided(waiting: number): Step | undefined {
  if (waiting === 0) return undefined
  return {
    says: waiting === 1 ? 'One person waits for a decision.' : `${waiting} people wait for a decision.`,
    more: 'They were refused, since it is not clear which account is theirs.',
    to: { label: 'Decide', href: '/admin/accounts/decisions' },
    tone: 'warn',
  }
}

/** The first connection that lets nobody in yet, with what is to be done about it. A paused one is so on purpose. */
function unfinished(connections: readonly Connection[]): Step | undefined {
  const [first] = connections.filter((one) => one.state !== 'paused' && missing(one).length > 0)
  const [lacking] = first ? missing(first) : []
  if (!first || !lacking) return undefined
  if (first.state === 'draft') return draft(first)
  const { title, says, button, at } = steps[lacking]
  return { says: `${first.name} ${title}.`, more: says, to: { label: button, href: path(first, at) } }
}

const draft = (connection: Connection): Step => ({
  says: `${connection.name} ${steps.finish.title}.`,
  more: steps.finish.says,
  to: { label: steps.finish.button, href: path(connection, steps.finish.at) },
})

/** The connection in use whose certificate ends first, where that is near. */
function expiring(connections: readonly Connection[], now: number): Step | undefined {
  const [first] = connections
    .filter(isReady)
    .map((connection) => ({ connection, until: certifiedUntil(connection) ?? 0 }))
    .filter(({ until }) => toneOfLife(until, now) !== 'ok')
    .toSorted((a, b) => a.until - b.until)
  if (!first) return undefined
  const { connection, until } = first
  return {
    says: `${connection.name} signs with a certificate that ${until < now ? 'expired' : 'expires'} on ${dayOf(until)}.`,
    more: 'Make the next one at the identity provider, then import its metadata again.',
    to: { label: 'Import metadata', href: path(connection, 'setup/metadata-import') },
    tone: 'warn',
  }
}

/** The first connection whose published metadata cannot be read any more. */
function stale(connections: readonly Connection[]): Step | undefined {
  const first = connections.find(({ refresh }) => refresh?.failing)
  if (!first?.refresh?.failing) return undefined
  return {
    says: `The metadata of ${first.name} could not be refreshed since ${dayOf(first.refresh.failing.since)}.`,
    more: 'What was read last goes on being used. A new certificate would not be noticed.',
    to: { label: `Look at ${first.name}`, href: path(first) },
    tone: 'warn',
  }
}

function Connections({ connections, signedIn, now }: HomeProps) {
  return (
    <Part title="Connections" beside={<a href="/admin/connections">All connections</a>}>
      <Table
        label="Connections"
        rows={connections.slice(0, 10)}
        columns={[
          {
            head: 'Identity provider',
            cell: (one) => (
              <TableLink href={path(one)} under={domainWords(one)}>
                {one.name}
              </TableLink>
            ),
          },
          { head: 'State', cell: (one) => <State connection={one} now={now} /> },
          { head: 'Certificate', cell: certificateUntil, wideOnly: true },
          { head: 'Last 24 hours', cell: (one) => signedIn.get(one.id) ?? 0, right: true, wideOnly: true },
        ]}
      />
    </Part>
  )
}

function Recent({ of }: { of: readonly Attempt[] }) {
  return (
    <Lines
      items={of.map((attempt) => (
        <>
          <When class="small" at={attempt.beganAt} show="time" />
          <div>
            <a href={`/admin/activity/${attempt.id}`}>
              <b>{personOf(attempt)}</b>
            </a>
            <span class="small">{summaryOf(attempt)}</span>
          </div>
          <OutcomePill outcome={attempt.outcome} />
        </>
      ))}
    />
  )
}

function Certificates({ connections, now }: HomeProps) {
  const all = connections
    .flatMap(({ name, identityProvider }) =>
      (identityProvider?.certificates ?? []).map((certificate) => ({ name, certificate })),
    )
    .toSorted((a, b) => a.certificate.notAfter - b.certificate.notAfter)
    .slice(0, 5)
  return (
    <Part title="Certificates">
      {all.length === 0 ? (
        <p class="quiet">None is imported yet.</p>
      ) : (
        <Lines
          items={all.map(({ name, certificate: { notBefore, notAfter } }) => (
            <div>
              <div class="row">
                <b>{name}</b>
                <span class="push small">
                  <When at={notAfter} show="short day" />, {daysLeft(notAfter, now)}
                </span>
              </div>
              <Life notBefore={notBefore} notAfter={notAfter} now={now} bare />
            </div>
          ))}
        />
      )}
    </Part>
  )
}
