import { expect, test } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

test('work under one key waits for its turn, also after a failure; another key does not wait', async () => {
  const seen: string[] = []
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const first = oneAtATime('a', async () => {
    await held
    seen.push('first')
    throw new Error('failed')
  })
  const second = oneAtATime('a', async () => seen.push('second'))
  await oneAtATime('b', async () => seen.push('other'))
  release()
  await expect(first).rejects.toThrow('failed')
  await second
  expect(seen).toEqual(['other', 'first', 'second'])
})

test('refuses those that come when twenty wait, and forgets the key afterwards', async () => {
  const waiting = Array.from({ length: 25 }, () => oneAtATime('c', async () => 'done'))
  const answers = await Promise.all(waiting)
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(20)
  expect(await oneAtATime('c', async () => 'again')).toBe('again')
})
