import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describeUnless } from '@postern/kit/testing'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { missingBrowser } from '../browser.ts'
import { crawl } from '../crawl.ts'
import type { Hands } from '../seed/person.ts'
import { pointer } from '../seed/pointer.ts'
import { followed, type Tutorial } from '../seed/tutorial.ts'
import { sections } from '../seed/walk.ts'
import { badMoments } from './bad-moments.ts'
import { Camera } from './camera.ts'
import { keepChosen } from './chosen.ts'
import { usualPorts } from './ports.ts'

const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
rmSync(folder, { recursive: true, force: true })
const camera = new Camera(folder)
const ports = await usualPorts()

/** A picture of every page as it is left: before each link and button is pressed. */
const photographing: Hands = {
  ...pointer,
  press: async (what) => {
    await camera.step(what.page())
    await pointer.press(what)
  },
  look: (page) => camera.arrival(page),
}

describeUnless(missingBrowser(), 'pictures', () => {
  const tutorial = followed({ hands: photographing, script: true, ports })
  sections(tutorial)
  badMoments(tutorial, camera)
  everyLink(tutorial)
  test('those that docs/tutorial.md shows', () => {
    expect(keepChosen(folder)).toEqual([])
  })
})

/** What the tutorial did not pass. */
function everyLink(tutorial: Tutorial): void {
  describe('every page that links lead to', () => {
    const all = async (page: Page, start: string) => {
      await crawl(page, start, () => camera.take(page))
    }

    test('of the identity provider', async () => {
      await tutorial.signInToAdminCenter()
      await all(tutorial.directory.page, `${tutorial.house.identityProvider}/admin`)
    })

    test('of the SSO service', async () => {
      const { page } = tutorial.host
      await page.goto(`${tutorial.house.sso}/admin`)
      await camera.take(page, 'sso-home-in-use')
      await page.goto(`${tutorial.house.sso}/admin/activity?outcome=refused&q=fabrikam`)
      await page.locator('main table a').first().click()
      await camera.take(page, 'sso-attempt-refused')
      await all(page, `${tutorial.house.sso}/admin`)
    })

    test('of the Bitbucket host', async () => {
      await all(tutorial.host.page, `${tutorial.house.bitbucket}/admin`)
      await all(tutorial.host.page, tutorial.house.bitbucket)
    })
  })
}
