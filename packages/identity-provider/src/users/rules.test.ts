import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { faultOfDomain } from '../domains/domain.ts'
import { faultOfPassword, generatePassword } from './password.ts'
import { faultOfUserPrincipalName } from './user-principal-name.ts'

const domains = ['contoso.example', 'fabrikam.example']

test.each(['B.Simon@contoso.example', "o'neil_#^~!-1@FABRIKAM.example", `${'a'.repeat(64)}@contoso.example`])(
  '%s is a user principal name',
  (name) => {
    expect(faultOfUserPrincipalName(name, domains)).toBeUndefined()
  },
)

test.each([
  ['', 'Type a user principal name'],
  ['b.simon', 'Type one @'],
  ['a@b@contoso.example', 'Type one @'],
  ['@contoso.example', 'before the @'],
  ['b.@contoso.example', 'full stop'],
  ['bé@contoso.example', 'Take out “é”'],
  ['b"@contoso.example', 'Take out “"”'],
  [`${'a'.repeat(65)}@contoso.example`, 'at most 64'],
  ['b@', 'after the @: contoso.example, fabrikam.example'],
  ['b@other.example', 'contoso.example, fabrikam.example'],
])('%s is none', (name, says) => {
  expect(faultOfUserPrincipalName(name, domains)).toContain(says)
})

test.each(['Aa345678', 'aa34567!', 'AAAAaaaa ', `Aa1${'x'.repeat(253)}`])('%o is a password', (password) => {
  expect(faultOfPassword(password)).toBeUndefined()
})

test.each(['Aa34567', 'aaaaaaaa', 'aaaa1111', 'Pässword1', `Aa1${'x'.repeat(254)}`])(
  '%o is no password',
  (password) => {
    expect(faultOfPassword(password)).toBeDefined()
  },
)

test('a generated password satisfies the rules, also where chance would not have', () => {
  const made = Array.from({ length: 200 }, () => generatePassword(randomBytes))
  expect(made.filter((password) => faultOfPassword(password) !== undefined)).toEqual([])
  expect(new Set(made).size).toBe(200)
  expect(made[0]).toMatch(/^[a-zA-Z2-9]{4}(-[a-zA-Z2-9]{4}){3}$/)
})

test.each(['contoso.example', 'a-b.c.xn--d', 'X.Y'])('%s is a domain', (name) => {
  expect(faultOfDomain(name)).toBeUndefined()
})

test.each([
  '',
  'contoso',
  'a@b.example',
  'https://a.example',
  'a..b',
  '-a.b',
  'a.b.',
  'ä.example',
  `${'a'.repeat(45)}.example`,
])('%o is no domain', (name) => {
  expect(faultOfDomain(name)).toBeDefined()
})
