import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { faultOfDomain } from '../domains/domain.ts'
import { faultOfPassword, generatePassword } from './password.ts'
import { readProperties, type TypedProperties } from './properties.ts'
import { mailNicknameOf } from './user.ts'
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

const typed = { displayName: 'B', givenName: '', surname: '', mail: '', userType: '' }
const read = (attributes: TypedProperties['attributes']) => readProperties({ ...typed, attributes })

test.each([
  ['mailNickname', 'b.simon+1'],
  ['usageLocation', 'NO'],
  ['onPremisesSamAccountName', 'CONTOSO\\bsimon'],
  ['extensionAttribute15', 'x'.repeat(1024)],
] as const)('%s may be %s', (name, text) => {
  expect(read({ [name]: ` ${text} ` })).toMatchObject({ errors: [], of: { attributes: { [name]: text } } })
})

test.each([
  ['mailNickname', 'b simon'],
  ['mailNickname', 'b@simon'],
  ['mailNickname', 'bjørn'],
  ['mailNickname', 'x'.repeat(65)],
  ['usageLocation', 'no'],
  ['usageLocation', 'NOR'],
  ['usageLocation', 'QQ'],
  ['extensionAttribute1', 'x'.repeat(1025)],
] as const)('%s may not be %s', (name, text) => {
  expect(read({ [name]: text }).errors).toEqual([{ id: name, message: expect.any(String) as string }])
})

test('a mail nickname is what was typed, else the user principal name up to the @', () => {
  const userPrincipalName = 'B.Simon@contoso.example'
  expect(mailNicknameOf({ userPrincipalName })).toBe('B.Simon')
  expect(mailNicknameOf({ userPrincipalName, attributes: { mailNickname: 'bs' } })).toBe('bs')
})
