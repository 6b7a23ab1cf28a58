import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { connections } from '../connections/store.ts'
import { locationOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { audit, itself, record } from './store.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let owner: AdministratorBrowser
  beforeAll(async () => {
    house = await testHouse(await open())
    owner = await administratorOf(house, 'ona')
  })
  afterAll(() => house.stop())
  const textOf = async (path: string) => (await owner.get(path)).text()
  const subject = { kind: 'Connection', id: 'c1', name: 'Entra' }

  test('a change of settings leaves who, what, before and after, in the page as in the store', async () => {
    const connection = await house.connection()
    const path = `/admin/connections/${connection.id}/settings`
    await owner.submit(path, { application: 'bitbucket1', clockSkewSeconds: '60' })
    const list = await textOf('/admin/audit')
    const [, href = ''] = /href="(\/admin\/audit\/[^"]+)"[^>]*>Connection settings changed/.exec(list) ?? []
    const entry = await textOf(href)
    for (const said of [
      'ona',
      connection.name,
      'Clock difference allowed',
      '<code>180</code>',
      '<code>60</code>',
    ])
      expect(entry).toContain(said)
    expect(entry).not.toContain('<td>Application</td>')
  })

  test('saving without a change leaves nothing, and neither does a change that is not kept', async () => {
    const { store } = house.world
    const known = audit(store)
    const before = (await known.list({ query: '' })).length
    const same = { Name: 'Entra' }
    await record(store, itself(house.world), { action: 'Renamed', subject, before: same, after: same })
    const undone = store.transaction(async (inside) => {
      await record(inside, itself(house.world), { action: 'Renamed', subject })
      await connections(inside).require('no such')
    })
    await expect(undone).rejects.toThrow('There is no connection')
    expect((await known.list({ query: '' })).length).toBe(before)
  })

  test('is searched in part and without case, paged newest first, and swept after ten years', async () => {
    const { store } = house.world
    const known = audit(store)
    for (let n = 0; n < 60; n++) {
      house.clock.now += 1
      await record(store, itself(house.world), {
        action: `Step ${n}`,
        subject: { ...subject, name: '100 % Ünit_1' },
      })
    }
    const first = await textOf('/admin/audit?q=%C3%BCNIT_')
    expect([first.includes('Step 59'), first.includes('Step 9<')]).toEqual([true, false])
    const [, next = ''] = /href="([^"]+)"[^>]*rel="next"/.exec(first) ?? []
    const second = await textOf(next.replaceAll('&amp;', '&'))
    expect([second.includes('Step 9<'), second.includes('Step 59'), second.includes('rel="next"')]).toEqual([
      true,
      false,
      false,
    ])
    expect(await textOf('/admin/audit?q=%25_no_match')).toContain('No change matches')
    await known.sweep(house.clock.now + 4_000 * 86_400_000)
    expect(await known.list({ query: '' })).toEqual([])
  })

  test('an entry that is not there says so', async () => {
    const answer = await owner.get('/admin/audit/none')
    expect([answer.status, (await answer.text()).includes('audit-entry-missing')]).toEqual([404, true])
    expect(locationOf(await house.browser().get('/admin/audit'))).toContain('/admin/sign-in')
  })
})
