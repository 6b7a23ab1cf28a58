import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import type { Connection } from '../connections/connection.ts'
import { asked, begin, codeOf, locationOf, pathOf } from './test-browser.ts'
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
    expect(request.forceAuthn).toBe(true)
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
    expect(text).toContain(
      `The person would be ${person} in Bitbucket. Make the account ${person} in Bitbucket. Add to stash-users.`,
    )
    expect(text).toContain('Clock difference')
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

  test('says that a session at the identity provider was used again, and does not refuse it', async () => {
    const authnInstant = house.clock.now - 60 * 60_000
    const { text, row } = await tried(await house.connection(), { authnInstant })
    expect(text).toContain('A session at the identity provider was used again')
    expect(row?.refusal).toBeUndefined()
    expect(row?.checks.find(({ code }) => code === 'fresh')?.verdict).toBe('not judged')
  })

  test('shows why the account step would refuse, and asks the application only', async () => {
    const connection = await house.connection({ accounts: { create: false, groups: [] } })
    const { text, row } = await tried(connection)
    expect(row?.refusal?.code).toBe('account-unknown')
    expect(text).toContain(`has no account with the user name ${personOf(connection)}`)
  })

  describe('a link for somebody else', () => {
    const linksOf = (connection: Connection) => `${trialOf(connection)}/links`

    /** The path that the page shows, once. */
    async function linkOf(connection: Connection): Promise<string> {
      const shown = await (await browser.submit(linksOf(connection), {}, {}, trialOf(connection))).text()
      return /data-copy="[^"]*(\/test-sign-in\/[\w-]{43})"/.exec(shown)?.[1] ?? ''
    }
    const codeAt = async (path: string) => codeOf(await house.browser().get(path))

    test('lets somebody without a session of the console test once, and the administrator sees it', async () => {
      const connection = await house.connection()
      const link = await linkOf(connection)
      expect(await (await browser.get(trialOf(connection))).text()).not.toContain(link)
      const guest = new AdministratorBrowser(house.origin)
      // Programs that look at links in letters use none up.
      await guest.get(link)
      const sent = await guest.submit(link, {})
      const { request, relayState } = asked(new URL(locationOf(sent)))
      expect(request.forceAuthn).toBe(true)
      const xml = house.response(connection, { inResponseTo: request.id })
      const done = locationOf(await guest.answer(pathOf(connection), xml, relayState))
      const text = await (await guest.get(done)).text()
      expect(text).toContain('you would be let in')
      const row = await house.activity.find(done.split('/').at(-1) ?? '')
      expect(row).toMatchObject({ outcome: 'tested', startedBy: 'test-link', person: personOf(connection) })
      expect(text).toContain(row?.reference)
      expect(house.bitbucket.users.map(({ name }) => name)).not.toContain(personOf(connection))
      expect((await (await guest.get('/')).text()).includes('You are signed in')).toBe(false)
      expect(await codeAt(link)).toBe('trial-link-over')
    })

    test('tells the person in plain words what would stop them, and no more than that', async () => {
      const connection = await house.connection({ knownDomains: ['other.example'] })
      const guest = new AdministratorBrowser(house.origin)
      const sent = await guest.submit(await linkOf(connection), {})
      const { request, relayState } = asked(new URL(locationOf(sent)))
      const xml = house.response(connection, { inResponseTo: request.id })
      const done = locationOf(await guest.answer(pathOf(connection), xml, relayState))
      const text = await (await guest.get(done)).text()
      expect(text).toContain('your domain is not on its list')
      expect(text).not.toContain('other.example')
    })

    test('ends after 24 hours, when it is withdrawn, and with its connection', async () => {
      const connection = await house.connection()
      const [old, withdrawn] = [await linkOf(connection), await linkOf(connection)]
      const page = await (await browser.get(trialOf(connection))).text()
      const withdraw = /action="([^"]*\/withdraw)"/.exec(page)?.[1] ?? ''
      await browser.submit(withdraw, {}, {}, trialOf(connection))
      const codes = await Promise.all([old, withdrawn].map(codeAt))
      expect(codes.toSorted()).toEqual(['', 'trial-link-over'])
      house.clock.now += 24 * 3_600_000
      expect(await codeAt(old)).toBe('trial-link-over')
      expect(await codeAt('/test-sign-in/guess')).toBe('trial-link-over')
      expect(await codeAt('/test-sign-in/done/guess')).toBe('trial-link-over')
      const admin = await administratorOf(house, 'second')
      const other = await house.connection()
      const shown = await (await admin.submit(linksOf(other), {}, {}, trialOf(other))).text()
      const link = /data-copy="[^"]*(\/test-sign-in\/[\w-]{43})"/.exec(shown)?.[1] ?? ''
      await house.connections.change(other.id, { verifiedCertificates: [] })
      expect(await codeAt(link)).toBe('connection-not-ready')
      browser = await administratorOf(house, 'third')
    })

    test('are at most twenty that wait', async () => {
      const connection = await house.connection()
      for (let n = 0; n < 20; n++) expect(await linkOf(connection)).not.toBe('')
      const full = await browser.submit(linksOf(connection), {}, {}, trialOf(connection))
      expect(full.status).toBe(409)
      expect(await full.text()).toContain('20 test links of this connection wait')
    })

    test('are made and withdrawn by administrators alone, by a form of ours', async () => {
      const connection = await house.connection()
      const stranger = await house.browser().post(linksOf(connection), {})
      expect(locationOf(stranger)).toBe('/admin/sign-in')
      expect((await browser.post(linksOf(connection), { csrf: 'guess' })).status).toBe(403)
      expect((await house.browser().post(await linkOf(connection), { csrf: 'guess' })).status).toBe(403)
    })
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
