import { expect, test } from 'vitest'
import { faultOf, transformed } from './user-name.ts'

const none = { guest: false, cutDomain: false, lowerCase: false }

test.each([
  ['Anna@contoso.example', { lowerCase: true }, 'anna@contoso.example'],
  ['Anna@contoso.example', { cutDomain: true }, 'Anna'],
  ['anna.b_fabrikam.example#EXT#@contoso.example', { guest: true }, 'anna.b@fabrikam.example'],
  ['anna_b_fabrikam.example#ext#@contoso.example', { guest: true }, 'anna_b@fabrikam.example'],
  ['anna_b@contoso.example', { guest: true }, 'anna_b@contoso.example'],
  ['anna_f.example#EXT#@contoso.example', { guest: true, cutDomain: true }, 'anna'],
  ['Anna', { cutDomain: true }, 'Anna'],
] as const)('%s by %o is %s', (name, transform, made) => {
  expect(transformed(name, { ...none, ...transform })).toBe(made)
})

test('an expression replaces the first place where it matches, before the domain is cut', () => {
  const by = (pattern: string, replacement: string) => ({ ...none, expression: { pattern, replacement } })
  expect(transformed('EU\\anna', by('^[A-Z]+\\\\', ''))).toBe('anna')
  expect(transformed('anna@contoso.example', by('^(.*)@contoso\\.example$', 'c-$1'))).toBe('c-anna')
  expect(transformed('bert@fabrikam.example', by('^(.*)@contoso\\.example$', 'c-$1'))).toBe(
    'bert@fabrikam.example',
  )
  expect(transformed('a.b@c', { ...by('\\.', '_'), cutDomain: true })).toBe('a_b')
})

test('what makes other engines run without end takes no time', () => {
  const began = performance.now()
  const expression = { pattern: '^(a+)+$', replacement: '' }
  expect(transformed(`${'a'.repeat(254)}!`, { ...none, expression })).toHaveLength(255)
  expect(performance.now() - began).toBeLessThan(1_000)
})

test('an expression that cannot be taken is told why', () => {
  expect(faultOf({ pattern: '^a$', replacement: '' })).toBeUndefined()
  expect(faultOf({ pattern: '(?=a)', replacement: '' })).toContain('no regular expression that Postern takes')
  expect(faultOf({ pattern: '(', replacement: '' })).toContain('no regular expression')
  expect(faultOf({ pattern: '(a)', replacement: '$2' })).toContain('names group $2, but the expression has 1')
  expect(faultOf({ pattern: 'a'.repeat(201), replacement: '' })).toContain('at most 200')
  expect(faultOf({ pattern: '((a{1,900}){1,900}){1,900}', replacement: '' })).toContain(
    'no regular expression',
  )
})
