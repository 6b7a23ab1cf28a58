import { describe, expect, test } from 'vitest'
import { application } from './names.ts'
import type { Tutorial } from './tutorial.ts'

export function addFromTheGallery(tutorial: Tutorial): void {
  describe('Add Kantega SSO for Bitbucket from the gallery', () => {
    test('Sign in to the Microsoft Entra admin center', () => tutorial.signInToAdminCenter())

    test('Browse to Identity > Applications > Enterprise applications > New application', async () => {
      const { directory } = tutorial
      for (const name of ['Applications', 'Enterprise applications', 'New application'])
        await directory.press(name)
    })

    test('type Kantega SSO for Bitbucket in the search box, select it from the results, and add the app', async () => {
      const { directory } = tutorial
      expect(await directory.reads()).toContain('Add from the gallery')
      await directory.type('Search application', application)
      await directory.press('Search')
      await directory.press(application)
      expect(await directory.readsField('Name')).toBe(application)
      await directory.press('Create')
      await directory.sees(application)
      expect(await directory.reads()).toContain(`${application} was added`)
    })
  })
}
