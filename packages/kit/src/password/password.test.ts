import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './index.ts'

test('knows the password, in either form of its letters, and no other', async () => {
  const hashed = await hashPassword('Grüße 1')
  expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword(hashed, 'Gru\u0308ße 1')).toBe(true)
  expect(await verifyPassword(hashed, 'Grusse 1')).toBe(false)
})

test('nobody has a password, whatever is tried', async () => {
  expect(await verifyPassword(undefined, 'nobody has this password')).toBe(false)
})

test('many at once all get their answer', async () => {
  const hashed = await hashPassword('a')
  const answers = await Promise.all(
    ['a', 'b', 'a', 'b', 'a', 'b'].map((typed) => verifyPassword(hashed, typed)),
  )
  expect(answers).toEqual([true, false, true, false, true, false])
})
