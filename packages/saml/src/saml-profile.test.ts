import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { logoutRequestTable, logoutResponseTable } from './profile/logout-checks.ts'
import { metadataTable } from './profile/metadata-checks.ts'
import { authnRequestTable } from './profile/request-checks.ts'
import { responseTable } from './profile/response-checks.ts'
import { type Rule, rules } from './rules.ts'

const file = new URL('../../../docs/saml-profile.md', import.meta.url)

const table = (rows: Readonly<Record<string, Rule>>) =>
  [
    '| code | rule | clause |',
    '|---|---|---|',
    ...Object.entries(rows).map(([code, { rule, clause }]) => `| \`${code}\` | ${rule} | ${clause} |`),
  ].join('\n')

const refusals = Object.fromEntries(
  [...rules].filter(
    ([code]) =>
      ![responseTable, authnRequestTable, logoutRequestTable, logoutResponseTable, metadataTable].some(
        (one) => code in one,
      ),
  ),
)

/** The tables of the document, each between `<!-- name -->` and `<!-- end -->`, made from the code. */
const tables: Readonly<Record<string, string>> = {
  response: table(responseTable),
  'authn-request': table(authnRequestTable),
  'logout-request': table(logoutRequestTable),
  'logout-response': table(logoutResponseTable),
  metadata: table(metadataTable),
  refusals: table(refusals),
}

test('docs/saml-profile.md shows the tables as they are in the code', () => {
  const text = readFileSync(file, 'utf8')
  const current = Object.entries(tables).reduce(
    (result, [name, rows]) =>
      result.replace(
        new RegExp(`(<!-- ${name} -->\\n)[^]*?(\\n<!-- end -->)`),
        (_, from, to) => `${from}${rows}${to}`,
      ),
    text,
  )
  // `UPDATE_DOCS=1` writes what a change of the code has made out of date.
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, current)
  expect(readFileSync(file, 'utf8')).toBe(current)
  for (const name of Object.keys(tables)) expect(text).toContain(`<!-- ${name} -->`)
})
