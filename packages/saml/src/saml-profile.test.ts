import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { logoutRequestTable, logoutResponseTable } from './profile/logout-checks.ts'
import { metadataTable } from './profile/metadata-checks.ts'
import { authnRequestTable } from './profile/request-checks.ts'
import { responseTable } from './profile/response-checks.ts'
import { type Rule, rules } from './rules.ts'
import { clauses } from './testing/documented/clauses.ts'
import { documentAttacks } from './testing/documented/document-attacks.ts'
import { meaning } from './testing/documented/meaning.ts'
import { declarationFault, link, shown, shownFault } from './testing/documented/references.ts'
import { notMade, ruleNumbers, rulePlaces } from './testing/documented/rule-places.ts'
import { signedElement } from './testing/documented/signed-element.ts'

const file = new URL('../../../docs/saml-profile.md', import.meta.url)
const research = new URL('../../../../shared/reference/saml-rules.md', import.meta.url)

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
const table = (rows: Readonly<Record<string, Rule>>) =>
  markdown(
    ['code', 'rule', 'clause'],
    Object.entries(rows).map(([code, { rule, clause }]) => [`\`${code}\``, rule, clause]),
  )

const refusals = Object.fromEntries(
  [...rules].filter(
    ([code]) =>
      ![responseTable, authnRequestTable, logoutRequestTable, logoutResponseTable, metadataTable].some(
        (one) => code in one,
      ),
  ),
)

const byNumber = (section: string) => section.split('.').reduce((sum, part) => sum * 100 + Number(part), 0)
const weaknesses = [...signedElement, ...documentAttacks, ...meaning].sort(
  (a, b) => byNumber(a.section) - byNumber(b.section),
)
const codesOf = (rule: string) =>
  [...rules].filter(([, one]) => one.rule === rule).map(([code]) => `\`${code}\``)
const placeOf = (rule: string) => {
  const place = rulePlaces[rule]
  return place === undefined ? (notMade[rule] ?? '') : link(place)
}

/** The tables of the document, each between `<!-- name -->` and `<!-- end -->`, made from the code. */
const tables: Readonly<Record<string, string>> = {
  response: table(responseTable),
  'authn-request': table(authnRequestTable),
  'logout-request': table(logoutRequestTable),
  'logout-response': table(logoutResponseTable),
  metadata: table(metadataTable),
  refusals: table(refusals),
  rules: markdown(
    ['rule', 'refused by', 'kept in'],
    ruleNumbers.map((rule) => [rule, codesOf(rule).join(', '), placeOf(rule)]),
  ),
  weaknesses: markdown(
    ['', 'weakness', 'published as', 'rules', 'stopped in', 'shown by'],
    weaknesses.map((one) => [
      one.section,
      one.what,
      one.ids,
      one.rules.replaceAll(' ', ', '),
      one.stops.map(link).join(', '),
      one.shown.map(shown).join('; '),
    ]),
  ),
  clauses: markdown(
    ['clause', 'what it says', 'what we do', 'shown by'],
    clauses.map((one) => [one.clause, one.says, one.verdict, one.shown.map(shown).join('; ')]),
  ),
}

test('docs/saml-profile.md shows the tables as they are in the code', () => {
  const text = readFileSync(file, 'utf8')
  const current = Object.entries(tables).reduce(
    (result, [name, rows]) =>
      result.replace(
        new RegExp(`(<!-- ${name} -->\\n)(?:[^]*?\\n)??(<!-- end -->)`),
        (_, from, to) => `${from}${rows}\n${to}`,
      ),
    text,
  )
  // `UPDATE_DOCS=1` writes what a change of the code has made out of date.
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, current)
  expect(readFileSync(file, 'utf8')).toBe(current)
  for (const name of Object.keys(tables)) expect(text).toContain(`<!-- ${name} -->`)
})

describe('what the document names is there', () => {
  test('every function that stops a weakness, and every vector or test that shows it', () => {
    const faults = weaknesses.flatMap((one) => [
      ...one.stops.map(declarationFault),
      ...one.shown.map(shownFault),
    ])
    expect(faults.filter((fault) => fault !== undefined)).toEqual([])
    expect(weaknesses).toHaveLength(60)
    expect(weaknesses.filter((one) => one.stops.length === 0 || one.shown.length === 0)).toEqual([])
    const known = new Set(ruleNumbers)
    expect(weaknesses.flatMap((one) => one.rules.split(' ')).filter((rule) => !known.has(rule))).toEqual([])
  })

  test('every rule has a code, or a place, or a reason why it is not made', () => {
    expect(Object.values(rulePlaces).map(declarationFault).filter(Boolean)).toEqual([])
    const without = ruleNumbers.filter(
      (rule) => codesOf(rule).length === 0 && !(rule in rulePlaces) && !(rule in notMade),
    )
    expect(without).toEqual([])
    const used = new Set([...rules.values()].map((one) => one.rule))
    expect([...used].filter((rule) => !ruleNumbers.includes(rule))).toEqual([])
  })

  test('every clause has its test', () => {
    expect(clauses.flatMap((one) => one.shown.map(shownFault)).filter(Boolean)).toEqual([])
  })

  test.skipIf(!existsSync(research))('and no rule or weakness of the research is left out', () => {
    const text = readFileSync(research, 'utf8')
    const rulesThere = text.slice(text.indexOf('## 2. Rules'), text.indexOf('## 3. Catalogue'))
    const named = [...rulesThere.matchAll(/\*\*([A-Z][A-Z0-9-]*-[X]?[0-9][^*]*)\*\*/g)].flatMap(
      ([, one = '']) => numbersIn(one),
    )
    expect([...new Set(named)].filter((rule) => !ruleNumbers.includes(rule))).toEqual([])
    const sections = [...text.matchAll(/^\*\*(3\.\d+\.\d+) /gm)].map(([, section]) => section)
    expect(weaknesses.map((one) => one.section)).toEqual(sections)
  })
})

/** `LIM-1/2/3`, `TIME-1..5`, `ENC-1/ENC-2`, `XML-2 / XML-3`: all the numbers that are meant. */
function numbersIn(text: string): readonly string[] {
  const found: string[] = []
  for (const part of text.split(/ ?\/ ?/)) {
    const area = found.at(-1)?.replace(/\d+$/, '') ?? ''
    const [first = '', last] = part.split('..')
    const whole = /^\d+$/.test(first) ? area + first : first
    const from = Number(/\d+$/.exec(whole)?.[0])
    for (let at = from; at <= Number(last ?? from); at++) found.push(whole.replace(/\d+$/, String(at)))
  }
  return found
}
