import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { applicationId } from '../applications/application.ts'
import { applications } from '../applications/store.ts'
import { locationOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { add, answerUpTo } from './test-wizard.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let browser: AdministratorBrowser
  beforeAll(async () => {
    house = await testHouse(await open())
    browser = await administratorOf(house)
  })
  afterAll(() => house.stop())

  async function accountsStep() {
    const at = await add(browser)
    await answerUpTo(house, browser, at, 'bitbucket-user-accounts')
    return { at, step: `${at}/setup/bitbucket-user-accounts` }
  }
  const summary = async (at: string) => (await browser.get(`${at}/setup/finish`)).text()

  test('a group that Bitbucket has is looked up there', async () => {
    const { at, step } = await accountsStep()
    await browser.submit(step, { create: 'yes', groups: 'Stash-Users' })
    expect(await summary(at)).not.toContain('Not looked up')
  })

  test('a group that it does not have is answered at its field', async () => {
    const { step } = await accountsStep()
    const answer = await browser.submit(step, { create: 'yes', groups: 'stash-users, nobodies' })
    const text = await answer.text()
    expect(answer.status).toBe(400)
    expect(text).toContain(
      'Bitbucket has no group called nobodies. Create it there, or correct the name. It has stash-users, bitbucket-users.',
    )
    expect(text).toContain('value="stash-users, nobodies"')
  })

  test('each group is shown with whether it lets people in', async () => {
    const { step } = await accountsStep()
    const text = await (await browser.get(step)).text()
    const marks = [...text.matchAll(/<tr><td[^>]*>(.*?)<\/td><td[^>]*>(.*?)<\/td>/g)].map(([, name, mark]) =>
      [name, mark].map((html) => html?.replaceAll(/<[^>]+>/g, '')),
    )
    expect(marks).toEqual([
      ['stash-users', 'Lets people in'],
      ['bitbucket-users', 'Not by itself'],
    ])
  })

  test('a group that administers is refused: everybody would', async () => {
    const { step } = await accountsStep()
    const answer = await browser.submit(step, { create: 'yes', groups: 'bitbucket-admins' })
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('bitbucket-admins administers Bitbucket: everybody who signs in would.'),
    ])
  })

  test.each([
    ['', 'Without a group, whoever is created gets only the default group of Bitbucket'],
    ['bitbucket-users', 'No group here lets people use Bitbucket.'],
  ])('groups %j let nobody in: it is said, and goes on only with a tick', async (groups, says) => {
    const { at, step } = await accountsStep()
    const answer = await browser.submit(step, { create: 'yes', groups })
    const text = await answer.text()
    expect([answer.status, text]).toEqual([400, expect.stringContaining(says)])
    expect(text).toContain('Go on although these groups may let nobody in')
    const on = await browser.submit(step, { create: 'yes', groups, anyway: 'yes' })
    expect(locationOf(on)).toBe(`${at}/setup/finish`)
    const none = await browser.submit(step, { create: 'no', groups })
    expect(locationOf(none)).toBe(`${at}/setup/finish`)
  })

  test('the choice must be made', async () => {
    const { step } = await accountsStep()
    const answer = await browser.submit(step, { groups: 'stash-users' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Choose what happens to somebody who has no account in Bitbucket.')
  })

  test('Bitbucket that does not answer stops no set-up; the groups are marked', async () => {
    const { at, step } = await accountsStep()
    house.bitbucket.before = () => [503]
    const answer = await browser.submit(step, { create: 'yes', groups: 'typed-only' })
    house.bitbucket.before = () => undefined
    expect(locationOf(answer)).toBe(`${at}/setup/finish`)
    expect(await summary(at)).toMatch(/typed-only.*Not looked up/)
  })

  test('without an application the set-up is finished with the groups as typed', async () => {
    await applications(house.world.store, house.world.seal).remove(applicationId('bitbucket1'))
    const { at, step } = await accountsStep()
    expect(await (await browser.get(step)).text()).toContain('No application is connected yet')
    await browser.submit(step, { create: 'yes', groups: 'typed-only' })
    expect(await summary(at)).toMatch(/typed-only.*Not looked up/)
    const finished = await browser.submit(`${at}/setup/finish`, {})
    expect(locationOf(finished)).toBe(`${at}?done=finished`)
    expect(await (await browser.get(at)).text()).toContain('serves tests only')
    await browser.submit(`${at}/known-domains`, { domains: 'contoso.example' })
    expect(await (await browser.get(at)).text()).toContain('leads to no application yet')
  })
})
