import { expect, test } from 'vitest'
import { theOneThatSigns } from './signing-certificates.ts'
import { readSettings } from './typed-settings.ts'

test('the active one signs; once it has expired the newest that has not; when all have, the active one', () => {
  const of = (...ends: number[]) => ends.map((notAfter) => ({ notAfter }))
  expect(theOneThatSigns(of(20, 30), 10)).toEqual({ notAfter: 20 })
  expect(theOneThatSigns(of(20, 15, 40, 30), 20)).toEqual({ notAfter: 40 })
  expect(theOneThatSigns(of(20, 15), 50)).toEqual({ notAfter: 20 })
  expect(theOneThatSigns([], 0)).toBeUndefined()
})

const typed = { option: 'both', algorithm: 'rsa-sha256', notified: '' }

test('addresses come one a line, each once', () => {
  const read = readSettings({
    ...typed,
    notified: ' a@contoso.example\r\nb@contoso.example, a@contoso.example\n',
  })
  expect(read).toEqual({ ...typed, notified: ['a@contoso.example', 'b@contoso.example'] })
})

test.each([
  [{ notified: 'a@b' }, '“a@b” is no e-mail address'],
  [{ notified: 'B <b@contoso.example>' }, '“B” is no e-mail address'],
  [{ notified: [1, 2, 3, 4, 5, 6].map((n) => `a${n}@contoso.example`).join('\n') }, 'at most 5 addresses'],
  [{ option: 'none' }, 'Signing Option: choose'],
  [{ algorithm: 'rsa-md5' }, 'Signing Algorithm: choose'],
])('%o is told at its field', (of, says) => {
  expect(readSettings({ ...typed, ...of })).toEqual([
    { id: Object.keys(of)[0], message: expect.stringContaining(says) },
  ])
})
