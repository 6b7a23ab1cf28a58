import { describe, expect, test } from 'vitest'
import { application } from './names.ts'
import type { Tutorial } from './tutorial.ts'

export function assignEntraTestUser(tutorial: Tutorial): void {
  describe('Assign the Microsoft Entra test user', () => {
    test('Browse to Enterprise applications > Kantega SSO for Bitbucket > Users and groups', () =>
      browseToUsersAndGroups(tutorial))

    test('Add user/group > Users and groups > B.Simon > Select; Select a role; Assign', () =>
      assign(tutorial, 'B.Simon'))
  })
}

export async function browseToUsersAndGroups(tutorial: Tutorial): Promise<void> {
  await tutorial.signInToAdminCenter()
  for (const name of ['Applications', 'Enterprise applications', application, 'Users and groups'])
    await tutorial.directory.press(name)
}

/** From the application's *Users and groups* on. */
export async function assign({ directory }: Tutorial, name: string): Promise<void> {
  await directory.press('Add user/group')
  await directory.sees('Add Assignment')
  expect(await directory.reads()).toContain('None Selected')
  await directory.press('Users and groups: select')
  await directory.choose(name)
  await directory.press('Select')
  await directory.select('Select a role', 'Default Access')
  await directory.press('Assign')
  expect(await directory.reads()).toContain('The assignment was added')
  expect(await directory.reads()).toContain(name)
}
