import { describe, expect, test } from 'vitest'
import { giveAddresses } from './configure-kantega-sso.ts'
import { application, bSimon, group } from './names.ts'
import type { Person } from './person.ts'
import type { Account, Tutorial } from './tutorial.ts'

export function testSso(tutorial: Tutorial): void {
  const { notes } = tutorial
  const simon = () => ({ userName: bSimon, password: notes.password })

  describe('Test SSO', () => {
    describe('SP initiated', () => {
      test('Click on Test this application: it redirects to the Sign on URL, where the login flow is initiated', () =>
        testThisApplication(tutorial, 'SP initiated', simon()))

      test('Go to the Sign-on URL directly and initiate the login flow from there', async () => {
        const person = await tutorial.somebody()
        await person.open(notes.appIdUri)
        await tutorial.signIn(person, simon())
        await person.passOn()
        await expectIn(person, 'B.Simon', bSimon)
      })

      test('My Apps: the tile redirects to the application sign on page', async () => {
        await expectIn(await openTile(tutorial, simon()), 'B.Simon', bSimon)
      })
    })

    describe('IDP initiated', () => {
      test('Click on Test this application: one is signed in automatically', async () => {
        await giveAddresses(tutorial, notes.appIdUri, '')
        await testThisApplication(tutorial, 'IDP initiated', simon())
      })

      test('My Apps: the tile signs one in automatically', async () => {
        await expectIn(await openTile(tutorial, simon()), 'B.Simon', bSimon)
      })
    })
  })
}

/** As the administrator, who is not assigned: it says so, and offers to go on as somebody else. */
async function testThisApplication(tutorial: Tutorial, says: string, account: Account): Promise<void> {
  const person = await tutorial.somebody()
  await tutorial.signInToAdminCenter(person)
  for (const name of ['Enterprise applications', application, 'Single sign-on']) await person.press(name)
  expect(await person.reads()).toContain(says)
  await person.press('Test this application')
  await person.sees('You have no access')
  await person.press('Sign in with another account')
  await tutorial.signIn(person, account)
  await person.passOn()
  await expectIn(person, 'B.Simon', bSimon)
}

/** My Apps in a browser that nobody used before, and its tile. */
export async function openTile(tutorial: Tutorial, account: Account): Promise<Person> {
  const person = await tutorial.somebody()
  await person.open(tutorial.house.identityProvider)
  await tutorial.signIn(person, account)
  await person.sees('My Apps')
  await person.pressTile(application)
  await person.passOn()
  return person
}

/** In Bitbucket, as whom, in the group that was given. */
export async function expectIn(person: Person, name: string, userName: string): Promise<void> {
  await person.sees(`Welcome, ${name}`)
  const said = await person.reads()
  for (const words of [userName, group, 'Through Postern']) expect(said).toContain(words)
}
