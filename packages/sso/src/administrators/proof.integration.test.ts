import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../connections/connection.ts'
import { locationOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { type AdministratorBrowser, administratorOf, testPassword } from './test-administrator.ts'

const minute = 60_000

eachStore((_engine, open) => {
  let house: TestHouse
  let owner: AdministratorBrowser
  let connection: Connection
  beforeAll(async () => {
    house = await testHouse(await open())
    owner = await administratorOf(house, 'ona')
    connection = await house.connection()
  })
  afterAll(() => house.stop())
  const settings = () => `/admin/connections/${connection.id}/settings`
  const skew = async () => (await house.connections.require(connection.id)).clockSkewSeconds

  test('ten minutes after the last proof a page of trust asks for it, and comes back', async () => {
    house.clock.now += 9 * minute
    expect((await owner.get(settings())).status).toBe(200)
    house.clock.now += 2 * minute
    const asked = locationOf(await owner.get(`${settings()}?a=1`))
    expect(asked).toBe(`/admin/proof?next=${encodeURIComponent(`${settings()}?a=1`)}`)
    const fields = { next: settings(), password: 'wrong' }
    const wrong = await owner.submit('/admin/proof', fields, {}, asked)
    expect([wrong.status, (await wrong.text()).includes('is not correct')]).toEqual([400, true])
    const right = await owner.submit('/admin/proof', { ...fields, password: testPassword }, {}, asked)
    expect(locationOf(right)).toBe(settings())
    expect((await owner.get(settings())).status).toBe(200)
  })

  test('a form that comes too late is kept whole, and sent once the proof is given', async () => {
    const shown = await (await owner.get(settings())).text()
    const csrf = /name="csrf" value="([^"]+)"/.exec(shown)?.[1] ?? ''
    house.clock.now += 11 * minute
    const body = new URLSearchParams([
      ['csrf', csrf],
      ['application', 'bitbucket1'],
      ['clockSkewSeconds', '77'],
      ['legacy', 'sha1'],
      ['legacy', 'cbc'],
      ['newPassword', 'never shown'],
    ])
    const stopped = await owner.postBody(settings(), body)
    const page = await stopped.text()
    expect([stopped.status, page.includes('Nothing was changed yet.'), await skew()]).toEqual([
      403,
      true,
      180,
    ])
    expect(page).not.toContain('never shown')
    const kept = /name="kept" value="([^"]+)"/.exec(page)?.[1]?.replaceAll('&quot;', '"') ?? ''
    const given = await owner.post('/admin/proof', { csrf, next: settings(), kept, password: testPassword })
    const onward = await given.text()
    const fields = [...onward.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']): [string, string] => [name, value],
    )
    expect(fields.filter(([name]) => name === 'legacy')).toHaveLength(2)
    expect(onward).toContain(`action="${settings()}"`)
    expect(given.headers.get('content-security-policy')).not.toContain('form-action')
    expect(locationOf(await owner.postBody(settings(), new URLSearchParams(fields)))).toContain('done=saved')
    expect([await skew(), (await house.connections.require(connection.id)).legacy]).toEqual([
      77,
      ['sha1', 'cbc'],
    ])
  })

  test('nothing leads elsewhere, and what another page wrote is neither kept nor sent', async () => {
    house.clock.now += 11 * minute
    const forged = await owner.post(settings(), { csrf: 'forged', clockSkewSeconds: '1' })
    expect([forged.status, (await forged.text()).includes('name="kept"')]).toEqual([403, false])
    const away = { next: 'https://elsewhere.example/', password: testPassword, kept: '{"no":1}' }
    expect(locationOf(await owner.submit('/admin/proof', away))).toBe('/admin')
  })

  test('guesses are counted', async () => {
    const other = await administratorOf(house, 'otto')
    house.clock.now += 11 * minute
    let said = ''
    for (let n = 0; n < 11; n++)
      said = await (await other.submit('/admin/proof', { next: '/admin', password: `wrong ${n}` })).text()
    expect(said).toContain('Too many attempts failed.')
  })
})
