import { Copy, Diff, Facts, Part, ToDo } from '@postern/kit/html'
import type { Attempt, JudgedCheck, Refusal } from './activity.ts'
import { settingOf } from './setting.ts'

/** What differs and how to fix it: what a help desk reads first. */
export function Refused({ attempt, refusal }: { attempt: Attempt; refusal: Refusal }) {
  const check = attempt.checks.find(({ code, verdict }) => code === refusal.code && verdict === 'refused')
  return (
    <>
      <Part title="What differs" beside={<code class="small">{refusal.code}</code>}>
        {check?.expected ? (
          <Diff expected={check.expected} received={check.received ?? undefined} />
        ) : (
          <FactsOf refusal={refusal} />
        )}
      </Part>
      <Part title="How to fix it">
        <ToDo items={remedies(attempt, refusal, check)} />
      </Part>
    </>
  )
}

function FactsOf({ refusal }: { refusal: Refusal }) {
  const facts = Object.entries(refusal.facts).filter(([, value]) => value !== undefined && value !== '')
  if (facts.length === 0) return <p>{refusal.cause}</p>
  const text = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value))
  return <Facts facts={facts.map(([label, value]) => ({ label, value: <code>{text(value)}</code> }))} />
}

function remedies(attempt: Attempt, refusal: Refusal, check: JudgedCheck | undefined) {
  const setting = settingOf(attempt, refusal)
  const codes = [...new Set(JSON.stringify(refusal).match(/AADSTS\d{4,9}/g))]
  return [
    refusal.remedy,
    ...(check?.expected && URL.canParse(check.expected)
      ? [<Copy value={check.expected} label="the expected value" />]
      : []),
    ...codes.map((code) => <a href={`/admin/explain?q=${code}`}>What {code} means</a>),
    ...(setting ? [<a href={setting.href}>Open {setting.label}</a>] : []),
  ]
}
