import {
  Button,
  Empty,
  Filter,
  Head,
  Pill,
  Row,
  Stack,
  Table,
  TableLink,
  type Tone,
  When,
} from '@postern/kit/html'
import type { Attempt, Outcome } from './activity.ts'
import { type AskedSearch, outcomes, searchHref } from './query.ts'

const words: Readonly<Record<Outcome, { readonly label: string; readonly tone?: Tone }>> = {
  'signed-in': { label: 'In', tone: 'ok' },
  refused: { label: 'Refused', tone: 'bad' },
  begun: { label: 'Not back' },
  tested: { label: 'Test' },
}

export function OutcomePill({ outcome }: { outcome: Outcome }) {
  const { tone, label } = words[outcome]
  return <Pill tone={tone}>{label}</Pill>
}

/** Who, as far as a verified answer said; else that nobody was named. */
export const personOf = ({ person, outcome }: Attempt) =>
  person ?? (outcome === 'begun' ? 'Somebody on the way' : 'Nobody was named')

export const startedByWords: Readonly<Record<Attempt['startedBy'], string>> = {
  application: 'By the application',
  address: 'At the Sign-on URL',
  'identity-provider': 'By the identity provider',
  test: 'As a test, by an administrator',
  'test-link': 'As a test, by a link',
  unknown: 'Not known',
}

/** One quiet line: from where to where, or why not. */
export function summaryOf(attempt: Attempt): string {
  if (attempt.refusal) return `${attempt.refusal.code}, ${attempt.reference}`
  return `${attempt.connection?.name ?? 'No connection'} to ${attempt.application ?? 'no application'}`
}

export interface ActivityPageProps {
  readonly attempts: readonly Attempt[]
  readonly search: AskedSearch
  /** Days that attempts are kept. */
  readonly days: number
  readonly connections: readonly { readonly id: string; readonly name: string }[]
  /** Whether there are older ones. */
  readonly more: boolean
}

export function ActivityPage({ attempts, search, days, connections, more }: ActivityPageProps) {
  const { query, outcome, connectionId, after } = search
  const last = attempts.at(-1)
  return (
    <>
      <Head
        title="Activity"
        lead={`Every attempt to sign in of the last ${days === 1 ? 'day' : `${days} days`}, newest first.`}
        actions={<Button href="/admin/activity/kept">How long it is kept</Button>}
      />
      <Stack>
        <Filter
          label="Person or reference"
          value={query}
          live="attempts"
          days={search.days}
          by={[
            {
              name: 'outcome',
              label: 'Outcome',
              value: outcome ?? '',
              options: [
                { value: '', label: 'Every outcome' },
                ...outcomes.map((value) => ({ value, label: words[value].label })),
              ],
            },
            {
              name: 'connection',
              label: 'Connection',
              value: connectionId ?? '',
              options: [
                { value: '', label: 'Every connection' },
                ...connections.map(({ id, name }) => ({ value: id, label: name })),
              ],
            },
          ]}
        />
        <div id="attempts">
          <Stack>
            <Attempts attempts={attempts} empty={<NoneFound search={search} />} />
            <Row end>
              {attempts.length > 0 && (
                <Button href={searchHref(search, '/export')} download="activity.jsonl">
                  Export as JSON Lines
                </Button>
              )}
              {after && <Button href={searchHref(search)}>Show newest</Button>}
              {more && <Button href={searchHref(search, '', last)}>Show older</Button>}
            </Row>
          </Stack>
        </div>
      </Stack>
    </>
  )
}

function Attempts({
  attempts,
  empty,
}: {
  attempts: readonly Attempt[]
  empty: ReturnType<typeof NoneFound>
}) {
  return (
    <Table
      label="Attempts to sign in"
      rows={attempts}
      empty={empty}
      columns={[
        {
          head: 'Person',
          cell: (one) => (
            <TableLink href={`/admin/activity/${one.id}`} under={summaryOf(one)}>
              {personOf(one)}
            </TableLink>
          ),
        },
        { head: 'Outcome', cell: (one) => <OutcomePill outcome={one.outcome} /> },
        { head: 'Connection', cell: (one) => one.connection?.name ?? 'None', wideOnly: true },
        { head: 'Started', cell: (one) => startedByWords[one.startedBy], wideOnly: true },
        { head: 'When', cell: (one) => <When at={one.beganAt} />, right: true, wideOnly: true },
      ]}
    />
  )
}

function NoneFound({ search: { query, outcome, connectionId, days, after } }: { search: AskedSearch }) {
  return query || outcome || connectionId || days.from || days.to || after ? (
    <Empty title="No attempt matches" action={<Button href="/admin/activity">Show all</Button>}>
      Part of a person’s name or a whole reference is searched. A code of Entra ID is told under{' '}
      <a href="/admin/explain">Explain an error</a>.
    </Empty>
  ) : (
    <Empty title="Nobody has tried to sign in yet">
      Each attempt leaves a row here, also when it is refused.
    </Empty>
  )
}
