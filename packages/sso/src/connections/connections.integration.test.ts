import { eachStore } from '@postern/kit/testing'
import { writeIdentityProviderMetadata } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { locationOf } from '../sign-in/test-browser.ts'
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

  const metadata = () =>
    writeIdentityProviderMetadata({
      id: '_1',
      entityId: 'https://sts.windows.net/1/',
      certificates: [house.key.certificate],
      location: 'https://login.example/saml2',
      sign: house.key,
    })

  async function add(): Promise<string> {
    const answer = await browser.submit('/admin/connections', {})
    expect(answer.status).toBe(303)
    return locationOf(answer).replace('?done=added', '')
  }

  const page = async (path: string) => (await (await browser.get(path)).text()).replaceAll(/<wbr ?\/?>/g, '')

  test('the list says that there is none, and how to add one', async () => {
    const text = await page('/admin/connections')
    expect(text).toContain('There is no connection yet')
    expect(text).toContain('Add identity provider')
  })

  test('from an address to a connection that is ready, step by step', async () => {
    const at = await add()
    const id = at.split('/').at(-1) ?? ''
    expect(await page(at)).toContain('App ID URI')
    const file = new Blob([metadata()], { type: 'application/xml' })
    const imported = await browser.submit(`${at}/metadata`, { source: 'file' }, { file })
    expect(locationOf(imported)).toBe(`${at}?done=imported`)
    const overview = await page(at)
    expect(overview).toContain('https://sts.windows.net/1/')
    const groups = house.key.certificate.sha256.toUpperCase().match(/.{8}/g) ?? []
    for (const group of groups) expect(overview).toContain(group)
    await browser.submit(`${at}/settings`, {
      name: 'Microsoft Entra ID',
      application: 'bitbucket1',
      unsolicited: 'yes',
      clockSkewSeconds: '180',
    })
    await browser.submit(`${at}/accounts`, { create: 'yes', groups: 'stash-users, bitbucket-users' })
    expect(await page(at)).toContain('is not live yet')
    await browser.submit(`${at}/finish`, {}, {}, at)
    expect(await page(at)).toContain('has no known domains yet')
    await browser.submit(`${at}/known-domains`, { domains: 'Contoso.example' })
    expect(await page(at)).toContain('Microsoft Entra ID is ready')
    expect(await house.connections.find(id)).toMatchObject({
      name: 'Microsoft Entra ID',
      state: 'active',
      applicationId: 'bitbucket1',
      accounts: { create: true, groups: ['stash-users', 'bitbucket-users'] },
      knownDomains: ['contoso.example'],
    })
  })

  describe('bad input is answered at its field, and what was typed stays', () => {
    let at: string
    beforeAll(async () => {
      at = await add()
    })

    test.each([
      ['no file', { source: 'file' }, undefined, 'Choose the metadata file'],
      ['nothing pasted', { source: 'paste', xml: ' ' }, undefined, 'Paste the metadata'],
      ['a web page', { source: 'paste', xml: '<html>&lt;</html>' }, undefined, '&lt;html&gt;&amp;lt;'],
      ['a large file', { source: 'file' }, 600_000, 'at most 512 KB'],
      ['a very large file', { source: 'file' }, 10_000_000, 'at most 512 KB'],
      ['UTF-16', { source: 'file' }, 'utf16', 'Metadata file'],
    ])('metadata: %s', async (_what, fields, size, says) => {
      const octets =
        typeof size === 'number'
          ? Buffer.alloc(size, 'x')
          : size && Buffer.from(`\ufeff${metadata()}`, 'utf16le')
      const files = octets ? { file: new Blob([new Uint8Array(octets)]) } : {}
      const answer = await browser.submit(`${at}/metadata`, fields, files)
      const text = await answer.text()
      expect(answer.status).toBe(400)
      expect(text).toContain('One answer needs a change')
      expect(text).toContain(says)
    })

    test('known domains', async () => {
      const answer = await browser.submit(`${at}/known-domains`, { domains: 'a@b.example, com' })
      const text = await answer.text()
      expect([answer.status, text.includes('2 answers need a change')]).toEqual([400, true])
      expect(text).toContain('a@b.example, com</textarea>')
    })

    test('a group that Bitbucket does not have', async () => {
      const id = at.split('/').at(-1) ?? ''
      await browser.submit(`${at}/settings`, { name: 'Z', application: 'bitbucket1', clockSkewSeconds: '0' })
      const answer = await browser.submit(`${at}/accounts`, {
        create: 'yes',
        groups: 'stash-users, nobodies',
      })
      const text = await answer.text()
      expect(answer.status).toBe(400)
      expect(text).toContain('Bitbucket has no group called nobodies')
      expect(text).toContain('value="stash-users, nobodies"')
      expect((await house.connections.find(id))?.accounts.create).toBe(false)
    })

    test('name, application and clock', async () => {
      const taken = await browser.submit('/admin/connections', {})
      await browser.submit(locationOf(taken).replace('?done=added', '/settings'), {
        name: 'Taken',
        clockSkewSeconds: '0',
      })
      for (const [fields, says] of [
        [{ name: '', clockSkewSeconds: '0' }, 'Enter an Identity provider name'],
        [{ name: 'x'.repeat(61), clockSkewSeconds: '0' }, 'at most 60 letters'],
        [{ name: 'A', application: 'gone', clockSkewSeconds: '0' }, 'Choose an Application'],
        [{ name: 'A', clockSkewSeconds: '301' }, 'from 0 to 300'],
        [{ name: 'TAKEN', clockSkewSeconds: '0' }, 'Another connection is called TAKEN'],
      ] as const) {
        const answer = await browser.submit(`${at}/settings`, fields)
        expect([answer.status, (await answer.text()).includes(says)]).toEqual([400, true])
      }
    })

    test('finish without metadata', async () => {
      const answer = await browser.submit(`${at}/finish`, {}, {}, at)
      expect([answer.status, (await answer.text()).includes('connection-not-imported')]).toEqual([409, true])
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
