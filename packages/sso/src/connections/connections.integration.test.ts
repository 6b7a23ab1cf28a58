import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import type { Connection } from './connection.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let browser: AdministratorBrowser
  beforeAll(async () => {
    house = await testHouse(await open())
    browser = await administratorOf(house)
  })
  afterAll(() => house.stop())

  const page = async (path: string) => (await (await browser.get(path)).text()).replaceAll(/<wbr ?\/?>/g, '')

  test('the list says that there is none, and how to add one', async () => {
    const text = await page('/admin/connections')
    expect(text).toContain('There is no connection yet')
    expect(text).toContain('Add identity provider')
  })

  describe('bad input is answered at its field, and what was typed stays', () => {
    let at: string
    beforeAll(async () => {
      at = `/admin/connections/${(await house.connection({ knownDomains: [] })).id}`
    })

    test('known domains', async () => {
      const answer = await browser.submit(`${at}/known-domains`, { domains: 'a@b.example, com' })
      const text = await answer.text()
      expect([answer.status, text.includes('2 answers need a change')]).toEqual([400, true])
      expect(text).toContain('Enter only the part after the @: b.example.')
      expect(text).toContain('a@b.example, com</textarea>')
    })

    test.each([
      ['co.uk', 'Under co.uk anybody can have a domain. Enter your own, as in contoso.co.uk.'],
      [' ', 'Enter the domain of the people who sign in by it'],
    ])('known domains: %j', async (domains, says) => {
      const answer = await browser.submit(`${at}/known-domains`, { domains })
      expect([answer.status, (await answer.text()).includes(says)]).toEqual([400, true])
    })

    test('any domain is confirmed by its words, and shown in red where it stands', async () => {
      const wrong = await browser.submit(`${at}/known-domains`, { domains: '', any: 'yes' })
      expect([wrong.status, (await wrong.text()).includes('Type any domain, or leave it empty.')]).toEqual([
        400,
        true,
      ])
      await browser.submit(`${at}/known-domains`, { domains: '', any: 'Any domain' })
      expect(await page(at)).toMatch(/pill bad[^<]*>(?:<[^>]*>)*Any domain/)
      expect(await page(`${at}/known-domains`)).toContain('may vouch for people of any domain')
      await browser.submit(`${at}/known-domains`, { domains: 'contoso.example', any: '' })
      expect((await house.connections.require(at.split('/').at(-1) ?? '')).anyDomain).toBe(false)
    })

    test('a domain at which anybody can have an address is confirmed by typing it, once', async () => {
      const save = async (fields: Record<string, string>) => {
        const answer = await browser.submit(`${at}/known-domains`, fields)
        return [answer.status, await answer.text()] as const
      }
      const domains = 'contoso.example, gmail.com'
      const [status, text] = await save({ domains })
      expect([status, text]).toEqual([
        400,
        expect.stringContaining('Type gmail.com to confirm, or take it out'),
      ])
      expect(text).toContain('comes in as that person')
      expect((await save({ domains, public: 'gmail' }))[0]).toBe(400)
      expect((await save({ domains, public: 'Gmail.com' }))[0]).toBe(303)
      expect((await save({ domains }))[0]).toBe(303)
      expect((await house.connections.require(at.split('/').at(-1) ?? '')).knownDomains).toContain(
        'gmail.com',
      )
      await save({ domains: 'contoso.example' })
    })

    test('an internationalized domain is shown in both forms, one that others know with their names', async () => {
      const other = await house.connection({ knownDomains: ['xn--blbr-roah.example'] })
      await browser.submit(`${at}/known-domains`, { domains: 'blåbær.example' })
      const text = await page(`${at}/known-domains`)
      expect(text).toContain('blåbær.example (xn--blbr-roah.example)')
      expect(text).toMatch(new RegExp(`Also known to.*${other.name}`))
    })

    test('application and clock', async () => {
      for (const [fields, says] of [
        [{ application: 'gone', clockSkewSeconds: '0' }, 'Choose an Application'],
        [{ clockSkewSeconds: '301' }, 'from 0 to 300'],
        [{ clockSkewSeconds: '180', delaySeconds: '11' }, 'Enter a number of seconds from 0 to 10.'],
        [{ clockSkewSeconds: '180', signedPart: 'none' }, 'Choose What must be signed.'],
      ] as const) {
        const answer = await browser.submit(`${at}/settings`, fields)
        expect([answer.status, (await answer.text()).includes(says)]).toEqual([400, true])
      }
    })
  })

  test('pause and resume; delete only by its name', async () => {
    const connection = await house.connection()
    const at = `/admin/connections/${connection.id}`
    const state = async () => (await house.connections.find(connection.id))?.state
    await browser.submit(`${at}/pause`, {})
    expect(await state()).toBe('paused')
    await browser.submit(`${at}/resume`, {}, {}, at)
    expect(await state()).toBe('active')
    const refused = await browser.submit(`${at}/delete`, { confirm: 'something else' })
    expect([refused.status, await state()]).toEqual([400, 'active'])
    await browser.submit(`${at}/delete`, { confirm: connection.name })
    expect(await state()).toBeUndefined()
  })

  test('after a deletion the same people come by another connection, onto the same account', async () => {
    const people = house.browser()
    const nameId = 'moved@contoso.example'
    const signIn = async (connection: Connection) => {
      const xml = house.response(connection, { nameId })
      return (await people.answer(new URL(connection.address).pathname, xml)).status
    }
    const [before, after] = [await house.connection(), await house.connection()]
    expect([await signIn(before), await signIn(after)]).toEqual([303, 403])
    await browser.submit(`/admin/connections/${before.id}/delete`, { confirm: before.name })
    expect(await signIn(after)).toBe(303)
    expect(house.bitbucket.users.filter(({ name }) => name === nameId)).toHaveLength(1)
  })

  test('a legacy choice is kept, and shown in red', async () => {
    const connection = await house.connection()
    const at = `/admin/connections/${connection.id}`
    await browser.submit(`${at}/settings`, { name: 'Old', clockSkewSeconds: '0', legacy: 'sha1' })
    expect((await house.connections.find(connection.id))?.legacy).toEqual(['sha1'])
    expect(await page(at)).toMatch(/pill bad.*Accept SHA-1 signatures/)
  })

  test('two administrators who change different things do not undo each other', async () => {
    const { id } = await house.connection()
    const kept = house.connections
    await Promise.all([
      kept.change(id, { state: 'paused' }),
      kept.change(id, { knownDomains: ['a.example'] }),
    ])
    expect(await kept.find(id)).toMatchObject({ state: 'paused', knownDomains: ['a.example'] })
  })

  test('without a token of our page nothing changes', async () => {
    const connection = await house.connection()
    const answer = await browser.post(`/admin/connections/${connection.id}/pause`, { csrf: 'guess' })
    expect(answer.status).toBe(403)
    expect((await house.connections.find(connection.id))?.state).toBe('active')
  })
})
