import {
  Button,
  Card,
  Columns,
  Diff,
  type DoorOnTheWay,
  Facts,
  Head,
  Part,
  Passage,
  Pill,
  type Moment as ShownMoment,
  Stack,
  Table,
  Timeline,
  ToDo,
  When,
} from '@postern/kit/html'
import type { Attempt, JudgedCheck, Refusal } from './activity.ts'
import { OutcomePill, personOf, startedByWords } from './list-page.tsx'

/** One attempt, as a help desk reads it: what differs and how to fix it first, then what happened, then every check. */
export function AttemptPage({ attempt }: { attempt: Attempt }) {
  const { refusal, timeline } = attempt
  return (
    <>
      <Head
        crumbs={[{ label: 'Activity', href: '/admin/activity' }]}
        title={titleOf(attempt)}
        lead={refusal?.cause}
        actions={<OutcomePill outcome={attempt.outcome} />}
      />
      <Card title="This sign-in">
        <Passage label="This sign-in" doors={doors(attempt)} />
      </Card>
      <Columns>
        <Stack gap="wide">
          {refusal && <Refused attempt={attempt} refusal={refusal} />}
          <Part title="Timeline" beside={<When class="small" at={attempt.beganAt} show="day" />}>
            <Timeline moments={[...timeline.map(shown), ...ending(attempt)]} />
          </Part>
          {attempt.checks.length > 0 && (
            <Part title="Checks" beside={<span class="small">{count(attempt.checks)}</span>}>
              <Checks checks={attempt.checks} />
            </Part>
          )}
        </Stack>
        <About attempt={attempt} />
      </Columns>
    </>
  )
}

function titleOf(attempt: Attempt): string {
  const who = attempt.person ?? 'Somebody'
  switch (attempt.outcome) {
    case 'signed-in':
      return `${who} signed in`
    case 'refused':
      return `${who} was stopped at Postern`
    case 'begun':
      return `${who} is not back from ${attempt.connection?.name ?? 'the identity provider'}`
  }
}

function Refused({ attempt, refusal }: { attempt: Attempt; refusal: Refusal }) {
  const check = attempt.checks.find(({ code, verdict }) => code === refusal.code && verdict === 'refused')
  const facts = Object.entries(refusal.facts).filter(([, value]) => value !== undefined)
  return (
    <>
      <Part title="What differs" beside={<code class="small">{refusal.code}</code>}>
        {check?.expected ? (
          <Diff expected={check.expected} received={check.received ?? undefined} />
        ) : (
          <p>{refusal.cause}</p>
        )}
        {facts.length > 0 && (
          <Facts
            small
            facts={facts.map(([label, value]) => ({
              label,
              value: <code>{Array.isArray(value) ? value.join(', ') : String(value)}</code>,
            }))}
          />
        )}
      </Part>
      <Part title="How to fix it">
        <ToDo
          items={[
            refusal.remedy,
            ...(attempt.connection
              ? [<a href={`/admin/connections/${attempt.connection.id}`}>Open {attempt.connection.name}</a>]
              : []),
          ]}
        />
      </Part>
    </>
  )
}

const shown = (moment: Attempt['timeline'][number]): ShownMoment => ({
  title: moment.title,
  state: moment.state,
  at: <When at={moment.at} show="exact time" />,
  ...(moment.says ? { says: moment.says } : {}),
})

/** What came last, and what was not reached. */
function ending(attempt: Attempt): readonly ShownMoment[] {
  const { endedAt, refusal, outcome } = attempt
  const at = endedAt !== undefined && <When at={endedAt} show="exact time" />
  if (outcome === 'signed-in') return [{ title: 'Signed in', state: 'ok', at }]
  if (outcome === 'begun')
    return [{ title: 'No answer came', state: 'off', says: 'Nothing was created or changed.' }]
  return [
    { title: 'Refused', state: 'bad', at, ...(refusal ? { says: refusal.cause } : {}) },
    {
      title: `Account in ${attempt.application ?? 'the application'}`,
      state: 'off',
      says: 'Not reached. Nobody was signed in.',
    },
  ]
}

function count(checks: readonly JudgedCheck[]): string {
  const of = (verdict: JudgedCheck['verdict']) => checks.filter((check) => check.verdict === verdict).length
  return `${of('passed')} passed, ${of('refused')} refused, ${of('not judged')} not judged`
}

const verdicts = {
  passed: <Pill tone="ok">Passed</Pill>,
  refused: <Pill tone="bad">Refused</Pill>,
  'not judged': <Pill>Not judged</Pill>,
} as const

function Checks({ checks }: { checks: readonly JudgedCheck[] }) {
  const rank = { refused: 0, 'not judged': 1, passed: 2 } as const
  return (
    <Table
      label="Checks"
      rows={checks.toSorted((a, b) => rank[a.verdict] - rank[b.verdict])}
      columns={[
        { head: 'Check', cell: ({ code }) => <code>{code}</code> },
        { head: 'Verdict', cell: ({ verdict }) => verdicts[verdict] },
        { head: 'Expected', cell: ({ expected }) => expected ?? '', wideOnly: true },
        { head: 'Received', cell: ({ received }) => received ?? '', wideOnly: true },
        { head: 'Clause', cell: ({ clause }) => <span class="small">{clause}</span>, wideOnly: true },
      ]}
    />
  )
}

function About({ attempt }: { attempt: Attempt }) {
  const { connection, from } = attempt
  return (
    <aside aria-label="Facts">
      <Stack>
        <Facts
          layout="over"
          facts={[
            { label: 'Reference', value: <b class="mono">{attempt.reference}</b> },
            { label: 'Person', value: personOf(attempt) },
            {
              label: 'Connection',
              value: connection && <a href={`/admin/connections/${connection.id}`}>{connection.name}</a>,
            },
            { label: 'Application', value: attempt.application },
            { label: 'Started', value: startedByWords[attempt.startedBy] },
            { label: 'Began', value: <When at={attempt.beganAt} show="second" /> },
            { label: 'Address', value: from.address },
            { label: 'Browser', value: from.browser },
          ]}
        />
        {attempt.person && (
          <Button small href={`/admin/activity?q=${encodeURIComponent(attempt.person)}`}>
            All attempts of this person
          </Button>
        )}
      </Stack>
    </aside>
  )
}

function doors(attempt: Attempt): readonly DoorOnTheWay[] {
  const { outcome } = attempt
  const answered =
    outcome === 'signed-in' || attempt.timeline.some(({ title }) => title === 'Signature verified')
  const idp: DoorOnTheWay = {
    server: 'idp',
    name: attempt.connection?.name ?? 'Identity provider',
    caption: answered ? 'says who it is' : outcome === 'begun' ? 'has not answered' : 'not believed',
    state: answered ? 'done' : outcome === 'begun' ? 'here' : 'not',
  }
  const sso: DoorOnTheWay = {
    server: 'sso',
    name: 'Postern',
    caption: outcome === 'refused' ? 'refused' : outcome === 'begun' ? 'asked' : 'accepted',
    state: outcome === 'refused' ? 'stop' : 'done',
  }
  const host: DoorOnTheWay = {
    server: 'host',
    name: attempt.application ?? 'Application',
    caption: outcome === 'signed-in' ? 'let in' : 'not reached',
    state: outcome === 'signed-in' ? 'done' : 'not',
  }
  return attempt.startedBy === 'identity-provider' ? [idp, sso, host] : [sso, idp, host]
}
