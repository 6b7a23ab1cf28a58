import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differ } from './differ.ts'
import type { Run } from './runs.ts'

const whole = (runs: readonly Run[]) => runs.map((run) => run.text).join('')
const marked = (runs: readonly Run[]) => runs.filter((run) => run.differs).map((run) => run.text)
const shared = (runs: readonly Run[]) => runs.filter((run) => !run.differs).map((run) => run.text)

test('marks the host and the path segment that differ, and nothing else', () => {
  const path = 'contoso.example/plugins/servlet/no.kantega.saml/sp'
  const runs = differ(`https://sso.${path}/7f3a91c2/login`, `https://bitbucket-test.${path}/01d2e6aa/login`)
  expect(marked(runs.expected)).toEqual(['sso', '7f3a91c2'])
  expect(marked(runs.received)).toEqual(['bitbucket-test', '01d2e6aa'])
})

test('marks what nobody sees: letter case, a slash or a space at the end', () => {
  expect(marked(differ('Admin', 'admin').received)).toEqual(['admin'])
  expect(marked(differ('https://a.example', 'https://a.example/').received)).toEqual(['/'])
  expect(marked(differ('B.Simon', 'B.Simon ').received)).toEqual([' '])
})

test('loses no letter of either side, and what is unmarked is the same on both', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'B', '/', '.', '-', ' ', 'é', '🚪'),
    maxLength: 60,
  })
  fc.assert(
    fc.property(text, text, (a, b) => {
      const runs = differ(a, b)
      expect(whole(runs.expected)).toBe(a)
      expect(whole(runs.received)).toBe(b)
      if (a === b) expect([...marked(runs.expected), ...marked(runs.received)]).toEqual([])
      // A mark between two differing words is drawn with them, so only one side may leave it unmarked.
      const plain = (side: readonly Run[]) => shared(side).join('').replaceAll(/[-_.]/g, '')
      expect(plain(runs.expected)).toBe(plain(runs.received))
    }),
  )
})

test('stays quick when a stranger sends much', () => {
  const began = performance.now()
  differ('a/'.repeat(50_000), 'b/'.repeat(50_000))
  expect(performance.now() - began).toBeLessThan(1_000)
})
