import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import { addUser, administratorOf, simon } from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'
import { attributeFields } from './attributes.ts'

eachStore((_engine, open) => {
  let running: Running
  let admin: Browser
  let path: string
  beforeAll(async () => {
    running = await run(await open())
    admin = await administratorOf(running)
    path = `/admin/users/${await addUser(admin, simon)}`
  })
  afterAll(() => running.stop())

  const edit = (of: Readonly<Record<string, string>>) =>
    admin.submit(`${path}/edit`, `${path}/edit`, { displayName: 'Simon', enabled: 'yes', ...of })

  test('every attribute is saved at its greatest length, in the letters that take most octets', async () => {
    const full = attributeFields
      .filter((field) => !('fault' in field))
      .map(({ name, most }) => [name, '文'.repeat(most)] as const)
    expect((await edit(Object.fromEntries(full))).location).toBe(`${path}?done=saved`)
    const { text } = await admin.get(path)
    for (const [, value] of full) expect(text).toContain(`>${value}<`)
  })

  test('a usage location is shown with the name of its country', async () => {
    await edit({ usageLocation: 'NO' })
    expect((await admin.get(path)).text).toContain('Norway (NO)')
  })
})
