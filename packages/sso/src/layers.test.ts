import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Each folder may import from those before it; the files beside them, such as app.ts, know all. */
const order = [
  'audit',
  'passkeys',
  'administrators',
  'connectors',
  'applications',
  'break-glass',
  'presets',
  'request-signing',
  'connections',
  'metadata',
  'setup',
  'account-rules',
  'accounts',
  'decisions',
  'activity',
  'openid-provider',
  'saml-provider',
  'sessions',
  'sign-in',
  'single-logout',
  'explain',
  'home',
]

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

test('every folder has its place', () => {
  expect(folders.toSorted()).toEqual(order.toSorted())
})

test.each(order)('%s imports only what stands before it', (folder) => {
  const forTests = /\.test\.|^test-/
  const files = readdirSync(`${import.meta.dirname}/${folder}`).filter((file) => !forTests.test(file))
  const imported = files.flatMap((file) => {
    const text = readFileSync(`${import.meta.dirname}/${folder}/${file}`, 'utf8')
    return [...text.matchAll(/(?:from|import\() ?'\.\.\/([a-z-]+)\//g)].map((found) => found[1] ?? '')
  })
  const before = order.slice(0, order.indexOf(folder))
  expect(imported.filter((other) => !before.includes(other))).toEqual([])
})
