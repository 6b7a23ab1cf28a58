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

export const outcomes: readonly { readonly value: Outcome; readonly label: string; readonly tone?: Tone }[] =
  [
    { value: 'signed-in', label: 'In', tone: 'ok' },
    { value: 'refused', label: 'Refused', tone: 'bad' },
    { value: 'begun', label: 'Not back' },
    { value: 'tested', label: 'Test' },
  ]

export function OutcomePill({ outcome }: { outcome: Outcome }) {
  const of = outcomes.find(({ value }) => value === outcome)
  return <Pill tone={of?.tone}>{of?.label}</Pill>
}

/** Who, as far as a verified answer said; else that nobody was named. */
export const personOf = ({ person, outcome }: Attempt) =>
  person ?? (outcome === 'begun' ? 'Somebody on the way' : 'Nobody was named')

export const startedByWords: Readonly<Record<Attempt['startedBy'], string>> = {
  application: 'By the application',
  address: 'At the Sign-on URL',
  'identity-provider': 'By the identity provider',
  test: 'As a test, by an administrator',
  unknown: 'Not known',
}

/** One quiet line: from where to where, or why not. */
export function summaryOf(attempt: Attempt): string {
  if (attempt.refusal) return `${attempt.refusal.code}, ${attempt.reference}`
  return `${attempt.connection?.name ?? 'No connection'} to ${attempt.application ?? 'no application'}`
}

export interface ActivityPageProps {
  readonly attempts: readonly Attempt[]
  readonly query: string
  readonly outcome: string
  /** Address of the next page, if there is one. */
  readonly older: string | undefined
}

export function ActivityPage({ attempts, query, outcome, older }: ActivityPageProps) {
  return (
    <>
      <Head title="Activity" lead="Every attempt to sign in of the last 90 days, newest first." />
      <Stack>
        <Filter
          label="Person or reference"
          value={query}
          live="attempts"
          by={[
            {
              name: 'outcome',
              label: 'Outcome',
              value: outcome,
              options: [{ value: '', label: 'Every outcome' }, ...outcomes],
            },
          ]}
        />
        <Attempts attempts={attempts} empty={<NoneFound searched={query !== '' || outcome !== ''} />} />
        {older && (
          <Row end>
            <Button href={older}>Show older</Button>
          </Row>
        )}
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
      id="attempts"
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

function NoneFound({ searched }: { searched: boolean }) {
  return searched ? (
    <Empty title="No attempt matches" action={<Button href="/admin/activity">Show all</Button>}>
      Part of a person’s name or a whole reference is searched.
    </Empty>
  ) : (
    <Empty title="Nobody has tried to sign in yet">
      Each attempt leaves a row here, also when it is refused.
    </Empty>
  )
}
