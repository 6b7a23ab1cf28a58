import { clientAddress, type Web } from '@postern/kit/http'
import { Problem } from '@postern/saml'
import { type ActivityId, type Attempt, activityId, type JudgedCheck, type Moment } from './activity.ts'

const longestText = 2_000

/** Collects what happens in one attempt while it runs; `attempt()` is what is known so far. */
export interface Recorder {
  readonly id: ActivityId
  note(title: string, says?: string, state?: Moment['state']): void
  /** Adds rows that were judged. */
  judged(checks: readonly JudgedCheck[]): void
  know(facts: Partial<Pick<Attempt, 'connection' | 'application' | 'person' | 'startedBy' | 'clock'>>): void
  /** It goes on as the attempt that was begun before. */
  resume(attempt: Attempt): void
  signedIn(): void
  refused(thrown: unknown): void
  /** A test ended; `problem` is what would have refused a sign-in. */
  tested(problem?: Problem): void
  /** Nothing happened yet that is worth a row. */
  drop(): void
  kept(): boolean
  attempt(): Attempt
}

/** A recorder for an attempt that this request begins. */
export function recorder(web: Web, startedBy: Attempt['startedBy']): Recorder {
  const { now, reference, world } = web.var
  let attempt: Attempt = {
    id: activityId(world.random(12).toString('hex')),
    reference,
    beganAt: now,
    outcome: 'begun',
    startedBy,
    from: { address: clientAddress(web), browser: (web.req.header('user-agent') ?? '').slice(0, 300) },
    checks: [],
    timeline: [],
  }
  let dropped = false
  const change = (changes: Partial<Attempt>) => {
    attempt = { ...attempt, ...changes }
  }
  const note: Recorder['note'] = (title, says, state = 'ok') => {
    const moment: Moment = { at: world.clock(), title, state, ...(says ? { says: cut(says) } : {}) }
    change({ timeline: [...attempt.timeline, moment].slice(-50) })
  }
  return {
    get id() {
      return attempt.id
    },
    note,
    judged: (checks) => change({ checks: [...attempt.checks, ...checks.map(bounded)].slice(-100) }),
    know: (facts) => change(facts.person ? { ...facts, person: facts.person.slice(0, 300) } : facts),
    resume: (before) => change({ ...before, timeline: [...before.timeline, ...attempt.timeline] }),
    signedIn: () => change({ outcome: 'signed-in', endedAt: world.clock(), reference }),
    refused(thrown) {
      const ended = { outcome: 'refused', endedAt: world.clock(), reference } as const
      if (thrown instanceof Problem) change({ ...ended, refusal: refusalOf(thrown) })
      else change({ ...ended, refusal: bug })
    },
    tested(problem) {
      const refusal = problem ? { refusal: refusalOf(problem) } : {}
      change({ outcome: 'tested', endedAt: world.clock(), reference, ...refusal })
    },
    drop: () => {
      dropped = true
    },
    kept: () => !dropped,
    attempt: () => attempt,
  }
}

const bug = {
  code: 'internal',
  cause: 'The service failed: this is a bug of ours.',
  remedy: 'Look in the log for this reference.',
  facts: {},
}

function refusalOf(problem: Problem): NonNullable<Attempt['refusal']> {
  const facts = Object.fromEntries(
    Object.entries(problem.facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? cut(value) : value,
    ]),
  )
  return { code: problem.code, cause: cut(problem.message), remedy: cut(problem.remedy), facts }
}

/** What came from outside is kept at a bounded length. */
const cut = (text: string) => (text.length > longestText ? `${text.slice(0, longestText)}…` : text)

const bounded = ({ code, clause, verdict, expected, received }: JudgedCheck): JudgedCheck => ({
  code,
  clause,
  verdict,
  expected: expected === null ? null : cut(expected),
  received: received === null ? null : cut(received),
})
