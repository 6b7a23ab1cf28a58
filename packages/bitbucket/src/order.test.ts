import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** Each folder may import from those before it, never from those after; app.ts and main.ts stand above all. */
const order = [
  'audit',
  'directory',
  'person',
  'frame',
  'websudo',
  'rest',
  'instance',
  'basic-auth',
  'authentication-methods',
  'application-links',
  'openid',
  'saml',
  'external-login',
  'add-ons',
  'sign-in',
  'users',
  'groups',
  'permissions',
  'licence',
  'git',
  'projects',
  'repositories',
  'access-tokens',
  'scm',
  'home',
  'audit-log',
  'administration',
]
const source = fileURLToPath(new URL('.', import.meta.url))

test('every folder has its place in the order', () => {
  const folders = readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map(({ name }) => name).sort()).toEqual([...order, 'testing'].sort())
})

test.each(order)('%s imports only from folders before it', (folder) => {
  const allowed = order.slice(0, order.indexOf(folder))
  for (const file of readdirSync(join(source, folder)).filter((name) => !name.includes('.test.'))) {
    const text = readFileSync(join(source, folder, file), 'utf8')
    for (const [, from = ''] of text.matchAll(/from '\.\.\/([^/']+)\//g))
      expect(allowed, `${folder}/${file} imports from ${from}`).toContain(from)
  }
})
