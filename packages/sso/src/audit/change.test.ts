import { expect, test } from 'vitest'
import { differences, secret } from './change.ts'

test('what differs is told in words, under its label; what is the same is not', () => {
  const before = { 'Known domains': ['a.example', 'b.example'], Paused: false, 'Clock difference': 180 }
  const after = {
    'Known domains': ['a.example'],
    Paused: true,
    'Clock difference': 180,
    Application: 'Bitbucket',
  }
  expect(differences(before, after)).toEqual([
    { label: 'Known domains', before: 'a.example\nb.example', after: 'a.example' },
    { label: 'Paused', before: 'No', after: 'Yes' },
    { label: 'Application', before: undefined, after: 'Bitbucket' },
  ])
})

test('a secret is told apart and never told', () => {
  const of = (was: string | undefined, is: string | undefined) =>
    differences({ Key: secret(was) }, { Key: secret(is) })
  expect(of('hunter2', 'hunter2')).toEqual([])
  expect(of('hunter2', 'hunter3')).toEqual([
    { label: 'Key', before: 'Set, not shown', after: 'Another one, not shown' },
  ])
  expect(of(undefined, 'hunter2')).toEqual([{ label: 'Key', before: undefined, after: 'Set, not shown' }])
  expect(JSON.stringify({ Key: secret('hunter2') })).not.toContain('hunter2')
})

test('a fact with the name of a secret is one, although nobody wrapped it', () => {
  const told = JSON.stringify(
    differences({ 'Client secret': 'hunter2' }, { 'Client secret': 'hunter3', Password: 'x9' }),
  )
  expect(told).not.toMatch(/hunter|x9/)
})

test('a value is as long as a page can show, and says how long it was', () => {
  const [one] = differences({}, { XML: 'x'.repeat(5_000) })
  expect(one?.after).toMatch(/^x{2000} \(5000 characters\)$/)
})
