import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Each folder may import from those before it, and from the files beside them; app.tsx and main.ts know all. */
const order = [
  'tenant',
  'console',
  'domains',
  'users',
  'bulk-users',
  'groups',
  'sessions',
  'administrators',
  'gallery',
  'enterprise-applications',
  'certificates',
  'new-application',
  'app-roles',
  'assignments',
  'claims',
  'single-sign-on',
  'federation-metadata',
  'sign-in-logs',
  'sign-in',
  'resolution',
  'sign-out',
  'my-account',
  'my-apps',
  'home',
]

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
  .map((entry) => entry.name)

test('every folder has its place', () => {
  expect(folders.toSorted()).toEqual(order.toSorted())
})

test.each(order)('%s imports only what stands before it', (folder) => {
  const files = readdirSync(`${import.meta.dirname}/${folder}`).filter((file) => !file.includes('.test.'))
  const imported = files.flatMap((file) => {
    const text = readFileSync(`${import.meta.dirname}/${folder}/${file}`, 'utf8')
    return [...text.matchAll(/from '\.\.\/([a-z-]+)\//g)].map((found) => found[1] ?? '')
  })
  const before = order.slice(0, order.indexOf(folder))
  expect(imported.filter((other) => !before.includes(other))).toEqual([])
})
