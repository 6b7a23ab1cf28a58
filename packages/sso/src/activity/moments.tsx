import { Address, Lines, type Moment, Pill, When } from '@postern/kit/html'
import type { Attempt, JudgedCheck } from './activity.ts'

/** What happened, in order: each step, all checks in one, how it ended, and what was not reached. */
export function moments(attempt: Attempt): readonly Moment[] {
  const { timeline, checks } = attempt
  const verified = timeline.findIndex(({ title }) => judgedAfter.includes(title)) + 1
  const sent = timeline.findIndex(({ title }) => title === codeSent)
  const after = sent < 0 ? timeline.length : sent
  const steps = timeline.map(shown)
  return [
    ...steps.slice(0, verified),
    ...(checks.length > 0 ? [checking(checks)] : []),
    ...steps.slice(verified, after),
    ...ending(attempt),
    ...steps.slice(after),
  ]
}

/** The step after which a person was named, and the checks were judged. */
export const signatureVerified = 'Signature verified'
export const signatureNotVerified = 'Signature not verified'
/** Checks are judged as soon as the signature is verified; where it is not, that is the one that there is. */
const judgedAfter: readonly string[] = [signatureVerified, signatureNotVerified]

/** The first step after somebody was signed in here. */
export const codeSent = 'Code sent to the application'

const shown = (moment: Attempt['timeline'][number]): Moment => ({
  title: moment.title,
  state: moment.state,
  at: <When at={moment.at} show="exact time" />,
  ...(moment.says ? { says: moment.says } : {}),
})

function ending({ endedAt, refusal, outcome, application }: Attempt): readonly Moment[] {
  const at = endedAt !== undefined && <When at={endedAt} show="exact time" />
  switch (outcome) {
    case 'signed-in':
      return [{ title: 'Signed in', state: 'ok', at }]
    case 'begun':
      return [{ title: 'No answer came', state: 'off', says: 'Nothing was created or changed.' }]
    case 'tested':
      return [
        refusal
          ? { title: 'Would be refused', state: 'bad', at, says: refusal.cause }
          : { title: 'Would be let in', state: 'ok', at },
        { title: 'The test ends here', state: 'off', says: 'Nobody was signed in, and nothing was changed.' },
      ]
    case 'refused':
      return [
        { title: 'Refused', state: 'bad', at, ...(refusal ? { says: refusal.cause } : {}) },
        {
          title: `Session for ${application ?? 'the application'}`,
          state: 'off',
          says: 'Nobody was signed in.',
        },
      ]
  }
}

function checking(checks: readonly JudgedCheck[]): Moment {
  const of = (verdict: JudgedCheck['verdict']) => checks.filter((check) => check.verdict === verdict)
  const [passed, refused, notJudged] = [of('passed'), of('refused'), of('not judged')]
  const bad = refused.length > 0
  const rest = [...refused, ...notJudged]
  return {
    title: bad ? `${refused.length} of ${checks.length} checks refused` : `${passed.length} checks passed`,
    says: `${passed.length} passed, ${refused.length} refused, ${notJudged.length} had nothing to compare.`,
    state: bad ? 'bad' : 'ok',
    more: {
      summary: bad ? 'Checks that did not pass' : 'All checks',
      open: bad,
      body: bad ? (
        <>
          <Checks of={rest} />
          {passed.length > 0 && (
            <details>
              <summary>Checks that passed</summary>
              <Checks of={passed} />
            </details>
          )}
        </>
      ) : (
        <Checks of={[...passed, ...rest]} />
      ),
    },
  }
}

const verdicts = {
  passed: <Pill tone="ok">Passed</Pill>,
  refused: <Pill tone="bad">Refused</Pill>,
  'not judged': <Pill>Not judged</Pill>,
} as const

function Checks({ of }: { of: readonly JudgedCheck[] }) {
  return (
    <Lines
      items={of.map(({ code, clause, verdict, expected, received }) => (
        <>
          <div>
            <code>{code}</code>
            <span class="small">{clause}</span>
            {expected && (
              <span class="small">
                Expected: <Address>{expected}</Address>
              </span>
            )}
            {received && (
              <span class="small">
                Received: <Address>{received}</Address>
              </span>
            )}
          </div>
          {verdicts[verdict]}
        </>
      ))}
    />
  )
}
