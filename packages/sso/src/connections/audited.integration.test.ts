import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { audit } from '../audit/store.ts'
import { followedConnection } from '../metadata/test-publisher.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { testSigningKey } from '../sign-in/test-signing-key.ts'

const minute = 60_000

eachStore((_engine, open) => {
  let house: TestHouse
  let browser: AdministratorBrowser
  beforeAll(async () => {
    house = await testHouse(await open())
    browser = await administratorOf(house)
  })
  afterAll(() => house.stop())

  const newest = async () => (await audit(house.world.store).list({ query: '' }))[0]

  test('what an administrator changes stands in the audit log, before and after', async () => {
    const { id, name } = await house.connection()
    await browser.submit(`/admin/connections/${id}/known-domains`, { domains: 'fabrikam.example' })
    expect(await newest()).toMatchObject({
      who: { name: 'owner' },
      action: 'Known domains changed',
      subject: { kind: 'Connection', id, name },
      differences: [{ label: 'Known domains', before: 'contoso.example', after: 'fabrikam.example' }],
    })
    house.clock.now += 1
    await browser.submit(`/admin/connections/${id}/pause`, {})
    expect(await newest()).toMatchObject({
      action: 'Connection paused',
      differences: [{ label: 'State', before: 'active', after: 'paused' }],
    })
    house.clock.now += 1
    await browser.submit(`/admin/connections/${id}/delete`, { confirm: name })
    expect(await newest()).toMatchObject({ action: 'Connection deleted', subject: { name } })
  })

  test('a certificate that is taken in by the clock stands there too, as done by Postern itself', async () => {
    const { publisher, connection } = await followedConnection(house)
    const next = testSigningKey('Next', house.clock.now).certificate
    publisher.certificates = [house.key.certificate, next]
    house.clock.now += 1
    await browser.submit(
      `/admin/connections/${connection.id}/refresh`,
      {},
      {},
      `/admin/connections/${connection.id}`,
    )
    const entry = await newest()
    publisher.stop()
    expect(entry).toMatchObject({ who: { name: 'Postern' }, action: 'Published metadata taken in' })
    expect(
      entry?.differences.map(({ label, after }) => [label, after?.includes(next.sha256)]),
    ).toContainEqual(['Certificates that are believed (SHA-256)', true])
  })

  test('a key that signs requests: made, told to sign, removed', async () => {
    const press = (at: string) => browser.submit(at, {}, {}, '/admin/request-signing')
    house.clock.now += 1
    await press('/admin/request-signing')
    expect((await newest())?.action).toBe('Key made')
    house.clock.now += 1
    await press('/admin/request-signing')
    house.clock.now += 1
    const text = await (await browser.get('/admin/request-signing')).text()
    const id = /request-signing\/([0-9a-f]{16})\/remove/.exec(text)?.[1]
    await press(`/admin/request-signing/${id}/sign`)
    expect((await newest())?.action).toBe('Key signs')
  })

  test('whoever changes whom the service trusts proves once more who it is, ten minutes after the last time', async () => {
    const { id } = await house.connection()
    const at = `/admin/connections/${id}`
    house.clock.now += 11 * minute
    for (const page of ['known-domains', 'settings', 'delete', 'setup/signature-verification']) {
      const answer = await browser.get(`${at}/${page}`)
      expect([page, await answer.text()]).toEqual([page, expect.not.stringContaining(`action="${at}`)])
    }
    const before = await house.connections.require(id)
    await browser.submit(`${at}/known-domains`, { domains: 'other.example' }, {}, at)
    expect(await house.connections.require(id)).toEqual(before)
    const draft = await house.connection({ state: 'draft' })
    const step = `/admin/connections/${draft.id}/setup/subscription-level`
    expect(await (await browser.get(step)).text()).toContain(`action="${step}"`)
  })
})
