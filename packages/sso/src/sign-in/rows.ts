import type { Assertion, Problem, Response, Verified } from '@postern/saml'
import type { JudgedCheck } from '../activity/activity.ts'
import { type SignedPart, signedPartWords } from '../connections/choices.ts'
import type { Connection } from '../connections/connection.ts'
import type { Begun } from './begun.ts'
import { signInProblem } from './problems.ts'

/** A row of ours, beside the table of SAML: what was judged, and the refusal where it is one. */
export interface Row {
  readonly check: JudgedCheck
  readonly problem?: Problem
}

/** One row of ours. A problem makes it refused, and gives it its code. */
export function row(of: {
  readonly code: string
  readonly clause: string
  readonly problem?: Problem | undefined
  readonly judged?: boolean
  readonly expected?: string | undefined
  readonly received?: string | undefined
}): Row {
  const { problem, judged = true, expected = null, received = null } = of
  const verdict = problem ? 'refused' : judged ? 'passed' : 'not judged'
  const check: JudgedCheck = {
    code: problem?.code ?? of.code,
    clause: of.clause,
    verdict,
    expected,
    received,
  }
  return problem ? { check, problem } : { check }
}

export function onceRow(assertion: Assertion, used: boolean): Row {
  const issuer = assertion.issuer.value
  return row({
    code: 'once',
    clause: 'SAML Profiles 4.1.4.5',
    problem: used ? signInProblem('response-replayed', { issuer, assertionId: assertion.id }) : undefined,
    expected: 'an assertion that was not accepted before',
    received: assertion.id,
  })
}

/** Whether what the connection wants signed is. That a signature holds was decided before there was anything to judge. */
export function signedPartRow({ signatures }: Verified<Response>, { name, choices }: Signing): Row {
  const covered = new Set(signatures.map(({ covers }) => covers))
  const wanted: Readonly<Record<SignedPart, readonly string[]>> = {
    either: [],
    response: ['Response'],
    assertion: ['Assertion'],
    both: ['Response', 'Assertion'],
  }
  const lacking = wanted[choices.signedPart].filter((part) => !covered.has(part))
  const [expected, received] = [signedPartWords(choices.signedPart), [...covered].join(', ')]
  return row({
    code: 'signed-part',
    clause: 'SAML Core 5.4',
    problem:
      lacking.length > 0
        ? signInProblem('signed-part', { connection: name, lacking: lacking.join(' and ') })
        : undefined,
    expected: `${expected} signed`,
    received: `${received} signed`,
  })
}

type Signing = Pick<Connection, 'name' | 'choices'>

/** Whether this browser began the sign-in; not judged when the identity provider began it. */
export function beginningRow(begun: Begun): Row {
  return row({
    code: 'same-browser',
    clause: 'SAML Bindings 3.5.3',
    problem: begun.by === 'nobody' ? begun.problem : undefined,
    judged: begun.by === 'this-browser',
    expected: 'the RelayState of a sign-in that this browser began in the last 15 minutes',
    received: received[begun.by],
  })
}

const received: Readonly<Record<Begun['by'], string | undefined>> = {
  'this-browser': 'that one',
  'identity-provider': 'an answer that nobody here asked for',
  'unknown-browser': undefined,
  nobody: 'no such RelayState from this browser',
}
