import { describe, expect, test } from 'vitest'
import { bSimon } from './names.ts'
import type { Tutorial } from './tutorial.ts'

export function createEntraTestUser(tutorial: Tutorial): void {
  describe('Create a Microsoft Entra test user', () => {
    test('Browse to Identity > Users > All users', async () => {
      await tutorial.signInToAdminCenter()
      await tutorial.directory.press('Users')
      await tutorial.directory.press('All users')
    })

    test('Select New user > Create new user; Display name, User principal name, Show password, Review + create, Create', async () => {
      tutorial.notes.password = await createUser(tutorial, 'B.Simon', bSimon)
      expect(tutorial.notes.password).toMatch(/^\S{8,}$/)
    })
  })
}

/** From *All users* on. Gives the password that was shown. */
export async function createUser({ directory }: Tutorial, name: string, principal: string): Promise<string> {
  await directory.unfold('New user')
  await directory.press('Create new user')
  await directory.type('Display name', name)
  await directory.type('User principal name', principal)
  await directory.choose('Show password')
  const password = await directory.readsField('Password')
  await directory.press('Review + create')
  await directory.press('Create')
  await directory.sees(name)
  expect(await directory.reads()).toContain(principal)
  return password
}
