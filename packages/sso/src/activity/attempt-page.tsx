import {
  Button,
  Columns,
  type DoorOnTheWay,
  Facts,
  Head,
  Part,
  Passage,
  Stack,
  Timeline,
  When,
} from '@postern/kit/html'
import type { Attempt } from './activity.ts'
import { OutcomePill, personOf, startedByWords } from './list-page.tsx'
import { moments, signatureVerified } from './moments.tsx'
import { Refused } from './refused.tsx'

/** One attempt, as a help desk reads it: what differs and how to fix it first, then what happened, then every check. */
export function AttemptPage({ attempt }: { attempt: Attempt }) {
  const { refusal } = attempt
  return (
    <>
      <Head
        crumbs={[{ label: 'Activity', href: '/admin/activity' }]}
        title={titleOf(attempt)}
        lead={refusal?.cause}
        actions={<OutcomePill outcome={attempt.outcome} />}
      />
      <div class="card">
        <Passage label="This sign-in" doors={doors(attempt)} />
      </div>
      <Columns>
        <Stack gap="wide">
          {refusal && <Refused attempt={attempt} refusal={refusal} />}
          <Part title="Timeline" beside={<When class="small" at={attempt.beganAt} show="day" />}>
            <Timeline moments={moments(attempt)} />
          </Part>
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
    case 'tested':
      return `Test: ${who} would be ${attempt.refusal ? 'stopped at Postern' : 'let in'}`
    case 'begun':
      return `${who} is not back from ${attempt.connection?.name ?? 'the identity provider'}`
  }
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
            attempt.clock && { label: 'Clock difference', value: clockWords(attempt.clock) },
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

/** "0.4 s ahead of ours, 180 s allowed" */
function clockWords({ ahead, allowed }: NonNullable<Attempt['clock']>): string {
  const seconds = (Math.abs(ahead) / 1_000).toFixed(1)
  const side = seconds === '0.0' ? '' : ahead > 0 ? ' ahead of ours' : ' behind ours'
  return `${seconds} s${side}, ${allowed / 1_000} s allowed`
}

function doors(attempt: Attempt): readonly DoorOnTheWay[] {
  const { outcome } = attempt
  const stopped = outcome === 'refused' || attempt.refusal !== undefined
  const answered =
    outcome === 'signed-in' || attempt.timeline.some(({ title }) => title === signatureVerified)
  const idp: DoorOnTheWay = {
    server: 'idp',
    name: attempt.connection?.name ?? 'Identity provider',
    caption: answered ? 'says who it is' : outcome === 'begun' ? 'has not answered' : 'not believed',
    state: answered ? 'done' : outcome === 'begun' ? 'here' : 'not',
  }
  const sso: DoorOnTheWay = {
    server: 'sso',
    name: 'Postern',
    caption: stopped ? 'refused' : outcome === 'begun' ? 'asked' : 'accepted',
    state: stopped ? 'stop' : 'done',
  }
  const host: DoorOnTheWay = {
    server: 'host',
    name: attempt.application ?? 'Application',
    caption: outcome === 'signed-in' ? 'let in' : 'not reached',
    state: outcome === 'signed-in' ? 'done' : 'not',
  }
  return outcome === 'begun' ? [sso, idp, host] : [idp, sso, host]
}
