import { describe, expect, test } from 'vitest'
import { anywhere, fold } from '../fold.ts'
import { highest, includes, permissions } from './permission.ts'
import { faultsOf, slugOf } from './user.ts'

describe('names', () => {
  test('compare without case, in one spelling of accents', () => {
    expect(fold('B.Simon@Contoso.example')).toBe('b.simon@contoso.example')
    expect(fold('e\u0301')).toBe(fold('É'))
  })

  test('give slugs as recorded: jane@example is jane_example', () => {
    expect(slugOf('jane@example')).toBe('jane_example')
    expect(slugOf('B.Simon@contoso.example')).toBe('b.simon_contoso.example')
  })

  test('are searched as they are, wildcards too', () => {
    expect(anywhere('a%_\\')).toBe('%a\\%\\_\\\\%')
  })
})

describe('faults', () => {
  const good = { name: 'jane', displayName: 'Jane', email: 'jane@example.com', password: 'x' }

  test('are none where all is well, and none of fields that are not given', () => {
    expect(faultsOf(good)).toEqual([])
    expect(faultsOf({})).toEqual([])
  })

  test.each([
    ['name', '', 'The name should be between 1 and 255 characters.'],
    ['name', 'n'.repeat(256), 'The name should be between 1 and 255 characters.'],
    ['name', ' jane', 'The name must not begin or end with a space, or hold unprintable characters.'],
    ['name', 'ja\u200bne', 'The name must not begin or end with a space, or hold unprintable characters.'],
    ['displayName', ' ', 'The display name should be between 1 and 255 characters.'],
    ['email', 'jane', 'The email should be a valid email address.'],
    ['email', 'jane@example.com\nbcc: x@y.z', 'The email should be a valid email address.'],
    ['password', '', 'The password should be between 1 and 255 characters.'],
  ])('%s %j', (field, value, message) => {
    expect(faultsOf({ ...good, [field]: value })).toEqual([{ field, message }])
  })
})

describe('permissions', () => {
  test('include those before them and nothing else', () => {
    permissions.forEach((held, n) => {
      permissions.forEach((needed, m) => {
        expect(includes(held, needed), `${held} ⊇ ${needed}`).toBe(n >= m)
      })
    })
    expect(includes(undefined, 'LICENSED_USER')).toBe(false)
  })

  test('add up to the highest', () => {
    expect(highest(['LICENSED_USER', 'ADMIN', 'PROJECT_CREATE'])).toBe('ADMIN')
    expect(highest([])).toBeUndefined()
  })
})
