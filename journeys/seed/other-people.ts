import { describe, expect, test } from 'vitest'
import { assign, browseToUsersAndGroups } from './assign-entra-test-user.ts'
import { createUser } from './create-entra-test-user.ts'
import { britta, bSimon } from './names.ts'
import { expectIn, openTile } from './test-sso.ts'
import type { Account, Tutorial } from './tutorial.ts'

const stranger = 'fabrikam.example'

/** Who else comes, once B.Simon gets in: the user made by hand, somebody of another domain, and B.Simon unassigned. */
export function otherPeople(tutorial: Tutorial): void {
  describe('Test SSO with other people', () => {
    test('the test user of Bitbucket comes by single sign-on onto the same account', async () => {
      const account = await createAndAssign(tutorial, 'Britta Simon', britta)
      const person = await openTile(tutorial, account)
      await expectIn(person, 'Britta Simon', britta)
      expect(await person.reads()).not.toContain('created just now')
      await tutorial.host.open(`${tutorial.house.bitbucket}/admin/users?filter=${britta}`)
      expect((await tutorial.host.reads()).split('Britta Simon').length - 1).toBe(1)
    })

    test('somebody of a domain that is not known is refused', async () => {
      const { directory, house } = tutorial
      await directory.open(`${house.identityProvider}/admin/domains`)
      await directory.type('Domain name', stranger)
      await directory.press('Add domain')
      const account = await createAndAssign(tutorial, 'E.Mallory', `E.Mallory@${stranger}`)
      const person = await openTile(tutorial, account)
      await person.sees('You are not signed in')
      expect(await person.reads()).toContain('domain-not-known')
      await expectNobodyIn(tutorial, `E.Mallory@${stranger}`)
    })

    test('B.Simon, unassigned, is refused', async () => {
      const { directory, house, notes } = tutorial
      await browseToUsersAndGroups(tutorial)
      await directory.press('Remove B.Simon')
      await directory.press('Remove B.Simon')
      expect(await directory.reads()).toContain('The assignment was removed')
      const person = await tutorial.somebody()
      await person.open(`${house.bitbucket}/login`)
      await person.press('Log in with single sign-on')
      await tutorial.signIn(person, { userName: bSimon, password: notes.password })
      await person.sees('You have no access')
      expect(await person.reads()).toContain('AADSTS50105')
    })
  })
}

async function createAndAssign(tutorial: Tutorial, name: string, userName: string): Promise<Account> {
  await tutorial.signInToAdminCenter()
  for (const label of ['Users', 'All users']) await tutorial.directory.press(label)
  const password = await createUser(tutorial, name, userName)
  await browseToUsersAndGroups(tutorial)
  await assign(tutorial, name)
  return { userName, password }
}

async function expectNobodyIn({ host, house }: Tutorial, userName: string): Promise<void> {
  await host.open(`${house.bitbucket}/admin/users?filter=${userName}`)
  expect(await host.reads()).toContain('No users found')
}
