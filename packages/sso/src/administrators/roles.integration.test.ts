import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { administratorOf } from './test-administrator.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse(await open())
  })
  afterAll(() => house.stop())

  test('an auditor reads, and is stopped at every form but those for oneself', async () => {
    const auditor = await administratorOf(house, 'ada', 'auditor')
    const connection = await house.connection()
    const settings = `/admin/connections/${connection.id}/settings`
    expect((await auditor.get(settings)).status).toBe(200)
    const refused = await auditor.submit(settings, { application: '', clockSkewSeconds: '1' })
    expect([refused.status, (await refused.text()).includes('role-too-low')]).toEqual([403, true])
    expect((await house.connections.require(connection.id)).clockSkewSeconds).toBe(180)
    expect((await auditor.submit('/admin/sign-out', {}, {}, '/admin')).status).toBe(303)
  })
})
