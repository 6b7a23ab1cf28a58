import { describeUnless } from '@postern/kit/testing'
import { missingBrowser } from '../browser.ts'
import { addFromTheGallery } from './add-from-the-gallery.ts'
import { assignEntraTestUser } from './assign-entra-test-user.ts'
import { configureEntraSso } from './configure-entra-sso.ts'
import { configureKantegaSso } from './configure-kantega-sso.ts'
import { createBitbucketTestUser } from './create-bitbucket-test-user.ts'
import { createEntraTestUser } from './create-entra-test-user.ts'
import { otherPeople } from './other-people.ts'
import { testSso } from './test-sso.ts'
import { followed, type Tutorial, type Way } from './tutorial.ts'

/** The tutorial, followed in one of its ways. */
export function walk(how: string, way: Way): void {
  describeUnless(missingBrowser(), `the tutorial ${how}`, () => sections(followed(way)))
}

/** The sections of the tutorial in its order, on `npm start -- --empty`. */
export function sections(tutorial: Tutorial): void {
  addFromTheGallery(tutorial)
  configureEntraSso(tutorial)
  createEntraTestUser(tutorial)
  assignEntraTestUser(tutorial)
  configureKantegaSso(tutorial)
  createBitbucketTestUser(tutorial)
  testSso(tutorial)
  otherPeople(tutorial)
}
