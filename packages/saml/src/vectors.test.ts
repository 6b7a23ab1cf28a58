import { describe, expect, test } from 'vitest'
import { logoutRequestTable, logoutResponseTable } from './profile/logout-checks.ts'
import { metadataTable } from './profile/metadata-checks.ts'
import { authnRequestTable } from './profile/request-checks.ts'
import { responseTable } from './profile/response-checks.ts'
import { rules } from './rules.ts'
import { acceptedVectors, refusedVectors } from './testing/vectors.ts'

const tables = {
  response: responseTable,
  'authn-request': authnRequestTable,
  'logout-request': logoutRequestTable,
  'logout-response': logoutResponseTable,
  metadata: metadataTable,
}
const rows = Object.entries(tables).flatMap(([table, of]) => Object.keys(of).map((row) => `${table}/${row}`))
const refusals = [...rules.keys()].filter((code) => !rows.some((row) => row.endsWith(`/${code}`)))

/** Only a defect of our own reader or writer could show these: they guard against ourselves. */
const impossible = ['signature-canonical-form', 'signature-canonical-tree']

test('every row and every refusal has a vector that is refused and one that is accepted', () => {
  const codes = [...refusals, ...rows]
  expect(codes.length).toBeGreaterThan(130)
  const without = (vectors: object) => codes.filter((code) => !(code in vectors))
  expect(without(refusedVectors)).toEqual(impossible)
  expect(without(acceptedVectors).filter((code) => !impossible.includes(code))).toEqual([])
  for (const list of [...Object.values(refusedVectors), ...Object.values(acceptedVectors)]) {
    expect(list.length).toBeGreaterThan(0)
  }
  expect(
    [...Object.keys(refusedVectors), ...Object.keys(acceptedVectors)].filter((code) => !codes.includes(code)),
  ).toEqual([])
})

describe.each(Object.entries(refusedVectors))('%s refuses', (code, vectors) => {
  test.each(vectors)('$why', ({ judge }) => {
    expect(judge()).toBe(code.slice(code.indexOf('/') + 1))
  })
})

describe.each(Object.entries(acceptedVectors))('%s accepts', (_, vectors) => {
  test.each(vectors)('$why', ({ judge }) => {
    expect(judge()).toBeUndefined()
  })
})
