import { eachStore } from '@postern/kit/testing'
import { type Certificate, writeIdentityProviderMetadata } from '@postern/saml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import type { Connection } from '../connections/connection.ts'
import { locationOf, pathOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { testSigningKey } from '../sign-in/test-signing-key.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let browser: AdministratorBrowser
  beforeAll(async () => {
    house = await testHouse(await open())
    browser = await administratorOf(house)
  })
  afterAll(() => house.stop())

  const at = ({ id }: Connection) => `/admin/connections/${id}`
  const page = async (path: string) => (await (await browser.get(path)).text()).replaceAll(/<wbr ?\/?>/g, '')
  const now = ({ id }: Connection) => house.connections.require(id)
  const signIn = async (connection: Connection, key = house.key) =>
    (await house.browser().answer(pathOf(connection), house.response(connection, { key }))).status

  function upload(connection: Connection, certificates: readonly Certificate[], location: string) {
    const xml = writeIdentityProviderMetadata({
      id: '_1',
      entityId: connection.identityProvider?.entityId ?? '',
      certificates,
      location,
    })
    return browser.submit(`${at(connection)}/setup/metadata-import`, { source: 'text', xml })
  }
  const next = () => testSigningKey('Next', house.clock.now)
  const moved = 'https://login.example/moved'
  async function take(connection: Connection, ...verified: readonly string[]) {
    const compared = comparedIn(await page(`${at(connection)}/compare`))
    return browser.submitAll(`${at(connection)}/compare`, [
      ['compared', compared],
      ...verified.map((sha256) => ['verified', sha256] as const),
    ])
  }

  test('what is new, gone and the same stands there; one confirmation takes it in', async () => {
    const connection = await house.connection()
    const fresh = next()
    expect(locationOf(await upload(connection, [fresh.certificate], moved))).toBe(`${at(connection)}/compare`)
    const text = await page(`${at(connection)}/compare`)
    expect(text).toContain(
      '1 certificate is new, 1 certificate is gone, 3 addresses are new, 1 address is gone.',
    )
    expect(text).toContain(moved)
    expect(text).toMatch(new RegExp(`value="${fresh.certificate.sha256}"(?![^>]*checked)`))
    expect(text).toMatch(new RegExp(`value="${house.key.certificate.sha256}"[^>]*checked`))
    expect(await signIn(connection, fresh)).toBe(403)
    const taken = await take(connection, fresh.certificate.sha256, house.key.certificate.sha256)
    expect(locationOf(taken)).toBe(`${at(connection)}?done=imported`)
    expect([await signIn(connection), await signIn(connection, fresh)]).toEqual([303, 303])
    expect((await now(connection)).identityProvider?.singleSignOn[0]?.location).toBe(moved)
    expect(locationOf(await browser.get(`${at(connection)}/compare`))).toBe(at(connection))
  })

  test('a certificate that is unticked is believed no more', async () => {
    const connection = await house.connection()
    const fresh = next()
    await upload(connection, [fresh.certificate], moved)
    await take(connection, fresh.certificate.sha256)
    expect([await signIn(connection), await signIn(connection, fresh)]).toEqual([403, 303])
    expect((await now(connection)).identityProvider?.certificates).toHaveLength(1)
  })

  test('without a tick nothing changes, and the page says why', async () => {
    const connection = await house.connection()
    await upload(connection, [next().certificate], moved)
    const answer = await take(connection)
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('Tick at least one certificate: without one nobody can sign in.'),
    ])
    expect(await signIn(connection)).toBe(303)
  })

  test('what was not compared is not taken in: another import came in between', async () => {
    const connection = await house.connection()
    await upload(connection, [next().certificate], moved)
    const compared = comparedIn(await page(`${at(connection)}/compare`))
    const attacker = next()
    await upload(connection, [attacker.certificate], moved)
    const fields = { compared, verified: attacker.certificate.sha256 }
    const answer = await browser.submit(`${at(connection)}/compare`, fields)
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('Something else was imported or compared meanwhile.'),
    ])
    expect(await signIn(connection, attacker)).toBe(403)
  })

  test('discarded, nothing is changed; the same metadata needs no comparison', async () => {
    const connection = await house.connection()
    const before = await now(connection)
    await upload(connection, [next().certificate], moved)
    const answer = await browser.submit(`${at(connection)}/compare`, { go: 'discard' })
    expect(locationOf(answer)).toBe(`${at(connection)}?done=discarded`)
    expect(await now(connection)).toEqual({ ...before, setup: ['metadata-import'] })
    await upload(connection, [house.key.certificate], moved)
    await take(connection, house.key.certificate.sha256)
    const again = await upload(connection, [house.key.certificate], moved)
    expect(locationOf(again)).toBe(`${at(connection)}?done=same`)
  })
})

const comparedIn = (text: string) => /name="compared" value="([^"]+)"/.exec(text)?.[1] ?? ''
