import { expect, test } from 'vitest'
import { fillTemplate } from './username.ts'

const of = (name: string) => `$${`{${name}}`}`

test('fills claims in', () => {
  expect(fillTemplate(of('preferred_username'), { preferred_username: 'jane' })).toBe('jane')
  expect(fillTemplate(`${of('given')}.${of('family')}`, { given: 'jane', family: 'doe' })).toBe('jane.doe')
})

test.each([
  [{}],
  [{ name: '' }],
  [{ name: 7 }],
  [{ name: ['jane'] }],
  [undefined],
  // Not a claim, though every object has it.
  [Object.create({ name: 'jane' }) as unknown],
])('is incomplete with %j', (claims) => {
  expect(fillTemplate(of('name'), claims)).toBeUndefined()
})
