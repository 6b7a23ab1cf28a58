/** Attempts as a large house has them: four of five come in, each with its whole table of checks. */
import { createHash } from 'node:crypto'
import { responseTable } from '@postern/saml'
import { type Attempt, activityId, type Outcome } from '../../packages/sso/src/activity/activity.ts'
import { type Row, write } from '../../packages/sso/src/activity/table.ts'
import type { Connection } from '../../packages/sso/src/connections/connection.ts'

const day = 86_400_000
const outcomes: readonly Outcome[] = [
  'signed-in',
  'signed-in',
  'refused',
  'signed-in',
  'signed-in',
  'signed-in',
  'begun',
  'signed-in',
  'signed-in',
  'signed-in',
]
const somebody = 'somebody@d0-0.example'

/** `count` rows, spread over 90 days before `now`. */
export function* attemptsOf(of: {
  readonly count: number
  readonly connections: readonly Connection[]
  readonly personOf: (n: number) => string
  readonly now: number
}): Generator<Row> {
  const details = new Map(
    of.connections.flatMap((connection) =>
      outcomes.map(
        (outcome) => [`${connection.id} ${outcome}`, write(attempt(connection, outcome)).detail] as const,
      ),
    ),
  )
  for (let n = 0; n < of.count; n++) {
    const outcome = n % 1_000 === 0 ? 'tested' : (outcomes[n % outcomes.length] ?? 'begun')
    const person = outcome === 'begun' ? '' : of.personOf(n)
    const connection = of.connections[n % of.connections.length]
    if (!connection) throw new Error('there is no connection')
    const id = createHash('sha256').update(String(n)).digest('hex').slice(0, 24)
    const like = details.get(`${connection.id} ${outcome === 'tested' ? 'signed-in' : outcome}`) ?? ''
    yield {
      id,
      reference: `${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase(),
      began_at: of.now - Math.floor((n / of.count) * 90 * day),
      outcome,
      connection_id: connection.id,
      person_key: person,
      detail: like,
    }
  }
}

/** One as it is written after a sign-in. */
function attempt({ id, name, address }: Connection, outcome: Outcome): Attempt {
  const at = Date.now()
  const came = outcome !== 'begun'
  const moment = (title: string, says: string) => ({ at, title, says, state: 'ok' as const })
  return {
    id: activityId('one'),
    reference: 'AAAA-AAAA',
    beganAt: at,
    endedAt: at,
    outcome,
    startedBy: 'application',
    connection: { id, name },
    application: 'Bitbucket',
    ...(came ? { person: somebody, clock: { ahead: -120, allowed: 180_000 } } : {}),
    from: {
      address: '203.0.113.24',
      browser: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    },
    checks: came
      ? Object.entries(responseTable).map(([code, { clause }], n) => ({
          code,
          clause,
          verdict: outcome === 'refused' && code === 'audience' ? 'refused' : 'passed',
          expected: n % 3 === 0 ? address : 'as configured',
          received: n % 3 === 0 ? address : 'as configured',
        }))
      : [],
    timeline: [
      moment('Sent to the identity provider', 'AuthnRequest _0123456789abcdef0123456789abcdef'),
      ...(came
        ? [
            moment('Answer arrived', '7.4 KB by HTTP-POST'),
            moment('Signature verified', 'rsa-sha256, over the assertion'),
          ]
        : []),
    ],
    ...(outcome === 'refused'
      ? {
          refusal: {
            code: 'audience',
            cause: 'The assertion was made for another service.',
            remedy: 'Compare the Identifier.',
            facts: {},
          },
        }
      : {}),
  }
}
