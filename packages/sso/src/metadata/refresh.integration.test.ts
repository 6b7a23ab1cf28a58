import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import type { Connection } from '../connections/connection.ts'
import { codeOf, pathOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { testSigningKey } from '../sign-in/test-signing-key.ts'
import { followedConnection, type TestPublisher } from './test-publisher.ts'

const minute = 60_000
const hour = 60 * minute

eachStore((_engine, open) => {
  let house: TestHouse
  let browser: AdministratorBrowser
  const publishers: TestPublisher[] = []
  beforeAll(async () => {
    house = await testHouse(await open())
  })
  // A session ends when the clock is moved by hours.
  const signInAgain = async () => {
    browser = await administratorOf(house, `owner${house.world.random(3).toString('hex')}`)
  }
  beforeEach(signInAgain)
  afterAll(async () => {
    for (const publisher of publishers) publisher.stop()
    await house.stop()
  })

  async function followed(changes: Partial<Connection> = {}) {
    const made = await followedConnection(house, changes)
    publishers.push(made.publisher)
    return made
  }
  const now = (id: string) => house.connections.require(id)
  const trusted = async ({ id }: Connection) => (await now(id)).verifiedCertificates
  const page = async ({ id }: Connection) =>
    (await (await browser.get(`/admin/connections/${id}`)).text()).replaceAll(/<wbr ?\/?>/g, '')
  const press = ({ id }: Connection, word: string) =>
    browser.submit(`/admin/connections/${id}/${word}`, {}, {}, `/admin/connections/${id}`)
  const signIn = (connection: Connection, key = house.key) =>
    house.browser().answer(pathOf(connection), house.response(connection, { key }))

  test('read every hour, once on however many nodes; a new certificate is believed beside the old one', async () => {
    const { publisher, connection } = await followed()
    const next = testSigningKey('Next', house.clock.now)
    publisher.certificates = [house.key.certificate, next.certificate]
    await house.strike()
    expect(publisher.asked).toBe(0)
    house.clock.now += hour
    await Promise.all([house.strike(), house.strike(), house.strike()])
    expect(publisher.asked).toBe(1)
    expect(await trusted(connection)).toEqual([house.key.certificate.sha256, next.certificate.sha256])
    await house.strike()
    expect(publisher.asked).toBe(1)
  })

  test('a certificate that disappears stays until it is unticked', async () => {
    const { publisher, connection } = await followed()
    const next = testSigningKey('Next', house.clock.now)
    publisher.certificates = [next.certificate]
    await press(connection, 'refresh')
    const both = [next.certificate.sha256, house.key.certificate.sha256]
    expect((await trusted(connection)).toSorted()).toEqual(both.toSorted())
    expect((await signIn(connection)).status).toBe(303)
    const step = `/admin/connections/${connection.id}/setup/signature-verification`
    await browser.submit(step, { verified: next.certificate.sha256 })
    await press(connection, 'refresh')
    expect(await trusted(connection)).toEqual([next.certificate.sha256])
    const refused = await signIn(connection)
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'signature-value'])
  })

  test('one that disappeared goes when it has expired, and one that was left unticked is not believed', async () => {
    const untickedKey = testSigningKey('Unticked', house.clock.now)
    const old = testSigningKey('Old', house.clock.now - 3 * 365 * 24 * hour + 30 * minute)
    const shown = [old.certificate, house.key.certificate, untickedKey.certificate]
    const made = await followed({
      verifiedCertificates: [old.certificate.sha256, house.key.certificate.sha256],
    })
    await house.connections.change(made.connection.id, {
      identityProvider: { ...identityProviderOf(made.connection), certificates: shown },
    })
    made.publisher.certificates = [house.key.certificate, untickedKey.certificate]
    await press(made.connection, 'refresh')
    expect((await trusted(made.connection)).toSorted()).toEqual(
      [old.certificate.sha256, house.key.certificate.sha256].toSorted(),
    )
    house.clock.now += hour
    await signInAgain()
    await press(made.connection, 'refresh')
    expect(await trusted(made.connection)).toEqual([house.key.certificate.sha256])
  })

  test('where nobody compared a certificate yet, none is believed', async () => {
    const { publisher, connection } = await followed({ verifiedCertificates: [] })
    publisher.certificates = [testSigningKey('Next', house.clock.now).certificate]
    await press(connection, 'refresh')
    expect(await trusted(connection)).toEqual([])
  })

  test('a refresh that fails keeps the last good copy and says since when', async () => {
    const { publisher, connection } = await followed()
    const before = (await now(connection.id)).identityProvider
    publisher.status = 503
    house.clock.now = Date.parse('2026-12-01T10:00:00Z')
    await signInAgain()
    await press(connection, 'refresh')
    house.clock.now += hour
    await house.strike()
    await signInAgain()
    expect((await now(connection.id)).identityProvider).toEqual(before)
    const text = await page(connection)
    expect(text).toMatch(/could not be refreshed since <time[^>]*>1 December 2026, 10:00 UTC/)
    expect(text).toContain('answered with status 503 instead of the metadata')
    expect(await (await browser.get('/admin')).text()).toContain(
      `The metadata of ${connection.name} could not be refreshed since 1 December 2026`,
    )
    expect((await signIn(connection)).status).toBe(303)
    publisher.status = 200
    await press(connection, 'refresh')
    expect(await page(connection)).not.toContain('could not be refreshed')
  })

  test('the metadata of somebody else at the same address changes nothing', async () => {
    const { publisher, connection } = await followed()
    const before = await now(connection.id)
    publisher.entityId = 'https://attacker.example/'
    publisher.certificates = [testSigningKey('Attacker', house.clock.now).certificate]
    await press(connection, 'refresh')
    const after = await now(connection.id)
    expect(after.identityProvider).toEqual(before.identityProvider)
    expect(after.refresh?.failing?.why).toContain('This is the metadata of https://attacker.example/')
  })

  test('an answer with an unknown key makes it read at once: a hundred people of the same second come in', async () => {
    const { publisher, connection } = await followed()
    const next = testSigningKey('Next', house.clock.now)
    publisher.certificates = [house.key.certificate, next.certificate]
    publisher.delay = 200
    const before = publisher.asked
    const answers = await Promise.all(Array.from({ length: 100 }, () => signIn(connection, next)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303))
    expect(publisher.asked - before).toBe(1)
  })

  test('forged answers make us ask twice a minute and no more, and are refused', async () => {
    const { publisher, connection } = await followed()
    const forger = testSigningKey('Forger', house.clock.now)
    for (let n = 0; n < 5; n++) {
      const refused = await signIn(connection, forger)
      expect([refused.status, await codeOf(refused)]).toEqual([403, 'signature-value'])
    }
    expect(publisher.asked).toBe(1)
    house.clock.now += 30_000
    await signIn(connection, forger)
    expect(publisher.asked).toBe(2)
  })

  test('Stop reading it: what is published later is neither fetched nor believed', async () => {
    const { publisher, connection } = await followed()
    await press(connection, 'unfollow')
    const next = testSigningKey('Next', house.clock.now)
    publisher.certificates = [next.certificate]
    expect(await page(connection)).toContain('Never: what is new there is not noticed.')
    house.clock.now += 2 * hour
    await house.strike()
    expect((await signIn(connection, next)).status).toBe(403)
    expect(publisher.asked).toBe(0)
    await signInAgain()
    await press(connection, 'follow')
    expect((await signIn(connection, next)).status).toBe(303)
  })

  test('what an administrator compares while it is read is not undone', async () => {
    const { publisher, connection } = await followed()
    publisher.delay = 300
    publisher.certificates = [house.key.certificate, testSigningKey('Next', house.clock.now).certificate]
    const reading = press(connection, 'refresh')
    while (publisher.asked === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    await house.connections.change(connection.id, { verifiedCertificates: [] })
    await reading
    expect(await trusted(connection)).toEqual([])
  })
})

function identityProviderOf({ identityProvider }: Connection) {
  if (!identityProvider) throw new Error('it has none')
  return identityProvider
}
