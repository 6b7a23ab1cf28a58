import type { Spread } from './statistics.ts'

/** One ratio that issue and manual promise. `ratio` is reached when it is at least `required`. */
export interface Row {
  readonly fixture: string
  readonly against: string
  /** How many times as fast as that; of the limit, the share that is reached. */
  readonly ratio: number
  readonly required: number | null
  readonly aim?: number
  readonly spread?: number
}

/** For each fixture and opponent: what is required and what is aimed at. */
const goals: Readonly<Record<string, Readonly<Record<string, readonly [required: number, aim: number]>>>> = {
  g20: { limit: [0.42, 0.6], xmlsec: [4, 6], '*': [80, 120] },
  g150: { limit: [0.3, 0.5], xmlsec: [4, 6], '*': [80, 120] },
  // saml2-js and saml20 check one of the two signatures, so that less can be asked for here.
  both: { limit: [0.45, 0.6], xmlsec: [4, 6], '*': [40, 60] },
  'enc-gcm': { limit: [0.75, 0.9], xmlsec: [1.4, 1.7], '*': [12, 18] },
  issue: { limit: [0.8, 0.9], '*': [10, 15] },
}

export function rowOf(fixture: string, against: string, { median, spread }: Spread): Row {
  const [required, aim] = goals[fixture]?.[against] ?? goals[fixture]?.['*'] ?? [null]
  return { fixture, against, ratio: median, required, ...(aim === undefined ? {} : { aim }), spread }
}

const digits = (of: number) => (of >= 10 ? of.toFixed(0) : of >= 1 ? of.toFixed(1) : of.toFixed(3))
const verdict = ({ ratio, required, aim }: Row) => {
  if (required === null) return ''
  if (ratio < required) return 'not reached'
  return aim !== undefined && ratio >= aim ? 'aim reached' : 'reached'
}

/** The rows as a table in Markdown, so that a run can be put into docs/figures.md as it is. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.fixture,
    row.against,
    digits(row.ratio),
    row.spread === undefined ? '' : `${(row.spread * 100).toFixed(0)} %`,
    row.required === null ? '' : digits(row.required),
    row.aim === undefined ? '' : digits(row.aim),
    verdict(row),
  ])
  const head = ['fixture', 'against', 'ratio', 'spread', 'required', 'aim', '']
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
