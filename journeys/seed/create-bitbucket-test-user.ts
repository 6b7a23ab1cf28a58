import { describe, expect, test } from 'vitest'
import { britta, group } from './names.ts'
import type { Tutorial } from './tutorial.ts'

const password = 'Typed-by-the-administrator-1'

export function createBitbucketTestUser(tutorial: Tutorial): void {
  describe('Create Kantega SSO for Bitbucket test user', () => {
    test('Sign in to your Bitbucket company site as an administrator, and click on settings icon', async () => {
      const { host, house } = tutorial
      await host.open(`${house.bitbucket}/`)
      await host.press('Administration')
      await host.sees('Administration')
    })

    test('Under Administration tab section, click Users; click Create user', async () => {
      await tutorial.host.press('Users')
      await tutorial.host.press('Create user')
      await tutorial.host.sees('Create User')
    })

    test('Username, Full Name, Email address, Password, Confirm Password, Create user', async () => {
      const { host } = tutorial
      await host.type('Username', britta)
      await host.type('Full Name', 'Britta Simon')
      await host.type('Email address', britta)
      await host.type('Password', password)
      await host.type('Confirm Password', password)
      await host.press('Create user')
      await host.sees('Britta Simon')
      expect(await host.reads()).toContain(group)
    })

    test('the user signs in by password on Bitbucket’s form', async () => {
      const person = await tutorial.somebody()
      await person.open(`${tutorial.house.bitbucket}/login?auth_fallback`)
      await person.type('Username', britta)
      await person.type('Password', password)
      await person.press('Log in')
      await person.sees('Welcome, Britta Simon')
      expect(await person.reads()).toContain('With username and password')
    })
  })
}
