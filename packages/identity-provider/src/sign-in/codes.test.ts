import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The codes of entra.md 1.9 that belong to signing in and out with SAML and a password. */
const issued = [
  'AADSTS50003',
  'AADSTS50011',
  'AADSTS50034',
  'AADSTS50053',
  'AADSTS50055',
  'AADSTS50057',
  'AADSTS50058',
  'AADSTS50061',
  'AADSTS50068',
  'AADSTS50070',
  'AADSTS50071',
  'AADSTS50074',
  'AADSTS50076',
  'AADSTS50105',
  'AADSTS50126',
  'AADSTS75003',
  'AADSTS75005',
  'AADSTS75011',
  'AADSTS75016',
  'AADSTS76021',
  'AADSTS501241',
  'AADSTS650056',
  'AADSTS700016',
  'AADSTS750054',
  'AADSTS900235',
  'AADSTS900236',
  'AADSTS7000112',
  'AADSTS7500529',
  'AADSTS7500530',
]

/** The others, and why nothing here can come to them. */
const excused: Readonly<Record<string, string>> = {
  AADSTS50079: 'Nobody is made to enrol: that is a grant of Conditional Access.',
  AADSTS50146:
    'Every application here signs with a key of its own; an expired one goes on signing (entra.md 2).',
  AADSTS53000: 'Conditional Access.',
  AADSTS53001: 'Conditional Access.',
  AADSTS53003: 'Conditional Access.',
  AADSTS530032: 'Conditional Access.',
}

const files = readdirSync(import.meta.dirname.replace(/\/sign-in$/, ''), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('codes.test.ts'))
  .map((file) => ({ file, text: readFileSync(`${import.meta.dirname}/../${file}`, 'utf8') }))
const codesIn = (which: (file: string) => boolean) =>
  new Set(files.filter(({ file }) => which(file)).flatMap(({ text }) => text.match(/AADSTS\d+/g) ?? []))
const ofCode = codesIn((file) => !file.includes('.test.'))
const ofTests = codesIn((file) => file.includes('.test.'))

test.each(issued)('%s has a way to happen, and a test that goes it', (code) => {
  expect([ofCode.has(code), ofTests.has(code)]).toEqual([true, true])
})

test.each(Object.keys(excused))('%s is never issued', (code) => {
  expect(ofCode.has(code)).toBe(false)
})
