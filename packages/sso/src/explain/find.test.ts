import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Catalogue } from '@postern/saml/problem'
import { describe, expect, test } from 'vitest'
import { codes } from './codes.ts'
import { entraCodes } from './entra-codes.ts'
import { find, longestText } from './find.ts'

const page = `Sorry, but we're having trouble signing you in.
AADSTS50105: Your administrator has configured the application Bitbucket ('26fd1d1f-50105-4a35-9a7d-0f2b1d1f53003') to block users.
Request Id: 4f9f7f61-75d5-4a50-8a4e-7d5b00050126
Timestamp: 2026-11-25T09:12:46Z`

const numbers = (text: string) => find(text).entra.map(({ number }) => number)
const found = (text: string) => find(text).codes.map(({ code }) => code)

describe('what somebody pasted', () => {
  test('is searched for AADSTS codes, and the ids in it are none', () => {
    expect(numbers(page)).toEqual(['50105'])
    for (const text of ['50105', 'aadsts50105', 'AADSTS 50105', 'AADSTS:50105.', 'error 50105!'])
      expect([text, numbers(text)]).toEqual([text, ['50105']])
    expect(numbers('AADSTS75006: An error occurred. AADSTS90011: NameIDPolicy')).toEqual(['75006', '90011'])
  })

  test('names a code that is not known as such, and takes no other number for one', () => {
    expect(find('AADSTS16000: x')).toMatchObject({ entra: [], unknown: ['16000'] })
    expect(find('Room 16000, 2026')).toMatchObject({ entra: [], unknown: [] })
    expect(find('AADSTS501050000000')).toMatchObject({ entra: [], unknown: [] })
  })

  test('is searched for codes of ours: those of one word where they stand alone', () => {
    expect(found('You are not signed in. Code domain-not-known Time 9:12')).toEqual(['domain-not-known'])
    expect(found(' Audience\n')).toEqual(['audience'])
    expect(found('the audience was at that time up-to-date')).toEqual([])
  })

  test('is searched for references', () => {
    expect(find('Reference: k7m4-29qx, and 0000-0000').references).toEqual(['K7M4-29QX', '0000-0000'])
    expect(find(page).references).toEqual([])
  })

  test('is bounded', () => {
    const many = Array.from({ length: 500 }, (_, n) => `AADSTS${10_000 + n}`).join(' ')
    expect(find(many).unknown).toHaveLength(10)
    expect(numbers(`${' '.repeat(longestText)}AADSTS50105`)).toEqual([])
  })
})

describe('every code is explained', () => {
  const source = fileURLToPath(new URL('../', import.meta.url))

  test.each(globSync('*/*problems.ts', { cwd: source }))('of %s', async (file) => {
    const parts: Readonly<Record<string, { catalogue?: Catalogue }>> = await import(`${source}${file}`)
    const all = Object.values(parts).flatMap(({ catalogue = {} }) => Object.keys(catalogue))
    expect(all.length).toBeGreaterThan(0)
    expect(all.filter((code) => !codes.has(code))).toEqual([])
  })

  const research = new URL('../../../../../shared/reference/entra.md', import.meta.url)
  test.skipIf(!existsSync(research))('of Entra ID, as far as our reference tells of them', () => {
    const text = readFileSync(research, 'utf8')
    const section = text.slice(text.indexOf('### 1.9'), text.indexOf('### 1.10'))
    const firstCells = section.split('\n').flatMap((line) => /^\| AADSTS([^|]*)\|/.exec(line)?.[1] ?? [])
    const all = firstCells.flatMap((cell) => cell.match(/\d{4,}/g) ?? [])
    expect(all.length).toBeGreaterThan(30)
    expect(all.filter((number) => !(number in entraCodes))).toEqual([])
  })

  test('in whole sentences, with cause and remedy', () => {
    const texts = [
      ...Object.values(entraCodes).flatMap(({ person, cause, remedy }) => [person, cause, remedy]),
      ...[...codes.values()].flatMap(({ cause, remedy }) => [cause, remedy]),
    ]
    const wrong = texts.filter((text) => /undefined|NaN|\[object|=>/.test(text) || !/[.:”›?/]$/.test(text))
    expect(wrong).toEqual([])
  })
})
