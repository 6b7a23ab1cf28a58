import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import type { Connection } from '../connections/connection.ts'
import { asked, begin, locationOf, pathOf } from './test-browser.ts'
import { personOf, type TestHouse, testHouse } from './test-house.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let browser: AdministratorBrowser
  beforeAll(async () => {
    house = await testHouse(await open())
    browser = await administratorOf(house)
  })
  afterAll(() => house.stop())

  const trialOf = ({ id }: Connection) => `/admin/connections/${id}/test`

  /** Begins a test and answers it as the identity provider would; gives the page that it ends on. */
  async function tried(connection: Connection, changes: Parameters<TestHouse['response']>[1] = {}) {
    const sent = await browser.submit(trialOf(connection), {})
    expect(sent.status).toBe(302)
    const { request, relayState } = asked(new URL(locationOf(sent)))
    const xml = house.response(connection, { inResponseTo: request.id, ...changes })
    const answer = await browser.answer(pathOf(connection), xml, relayState)
    expect(locationOf(answer)).toMatch(/^\/admin\/activity\/[0-9a-f]{24}$/)
    const text = (await (await browser.get(locationOf(answer))).text()).replaceAll(/<wbr ?\/?>/g, '')
    const row = await house.activity.find(locationOf(answer).split('/').at(-1) ?? '')
    return { text, row }
  }
  const isSomebodySignedIn = async () => (await (await browser.get('/')).text()).includes('You are signed in')

  test('shows who would be let in, and lets nobody in', async () => {
    const connection = await house.connection()
    const { text, row } = await tried(connection)
    const person = personOf(connection)
    expect(text).toContain(`Test: ${person} would be let in`)
    expect(text).toContain(`The account ${person} is used; where there is none it is created in stash-users`)
    expect(row).toMatchObject({ outcome: 'tested', startedBy: 'test', person })
    expect(row?.refusal).toBeUndefined()
    expect(house.bitbucket.users.map(({ name }) => name)).not.toContain(person)
    expect(await isSomebodySignedIn()).toBe(false)
  })

  test('works before a known domain is saved and an application is chosen, and says what is missing', async () => {
    const { id } = await house.connection({ knownDomains: [] })
    await house.connections.change(id, { applicationId: null })
    const connection = await house.connections.require(id)
    const { text, row } = await tried(connection)
    expect(row).toMatchObject({ outcome: 'tested', refusal: { code: 'domain-not-known' } })
    expect(text).toContain('would be stopped at Postern')
    expect(text).toContain('Would be refused')
    const earnest = await browser.answer(pathOf(connection), house.response(connection))
    expect(earnest.status).toBe(409)
  })

  test('a wrong answer is shown with its check, and is not believed', async () => {
    const { text, row } = await tried(await house.connection(), { audience: 'https://elsewhere.example/' })
    expect(row?.refusal?.code).toBe('audience')
    expect(text).toContain('https://elsewhere.example/')
    expect(await isSomebodySignedIn()).toBe(false)
  })

  test('the answer to a sign-in in earnest is never taken for a test', async () => {
    const connection = await house.connection()
    const { request, relayState } = await begin(browser, connection)
    const xml = house.response(connection, { inResponseTo: request.id })
    const answer = await browser.answer(pathOf(connection), xml, relayState)
    expect(locationOf(answer)).not.toContain('/admin/')
    expect(await isSomebodySignedIn()).toBe(true)
  })

  test('is for administrators, by a form of ours, once there is a certificate to verify with', async () => {
    const connection = await house.connection()
    const stranger = await house.browser().post(trialOf(connection), {})
    expect(locationOf(stranger)).toBe('/admin/sign-in')
    expect((await browser.post(trialOf(connection), { csrf: 'guess' })).status).toBe(403)
    const bare = await house.connection({ verifiedCertificates: [] })
    expect(locationOf(await browser.get(trialOf(bare)))).toBe(`/admin/connections/${bare.id}`)
    expect((await browser.submit(trialOf(bare), {}, {}, trialOf(connection))).status).toBe(409)
  })
})
