import { mail } from '@postern/kit/mail'
import { eachStore, testMailServer } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { testSigningKey } from '../sign-in/test-signing-key.ts'
import { usualChoices } from './choices.ts'
import { expiryWarnings } from './expiry.ts'

const day = 86_400_000

eachStore((_engine, open) => {
  let house: TestHouse
  let post: Awaited<ReturnType<typeof testMailServer>>
  let strike: () => Promise<unknown>
  let signInAgain: () => Promise<AdministratorBrowser>
  beforeAll(async () => {
    house = await testHouse(await open())
    post = await testMailServer()
    const settings = {
      ...house.world.settings,
      mail: { server: new URL(post.url), from: 'postern@contoso.example' },
    }
    const world = { ...house.world, settings }
    const letters = mail(world)
    const warnings = expiryWarnings({ world, connections: house.connections, mail: letters })
    strike = async () => {
      const { now } = house.clock
      await Promise.all([warnings.due(now), warnings.due(now)])
      await letters.sweep(now)
    }
    let people = 0
    signInAgain = () => administratorOf(house, `owner${++people}`)
  })
  afterAll(async () => {
    await post.close()
    await house.stop()
  })

  const subjects = () =>
    post.received
      .splice(0)
      .map((letter) => /Subject: (.*(?:\r\n .*)*)/.exec(letter)?.[1]?.replace(/\r\n/g, ''))
  const choices = { ...usualChoices, warned: ['ann@contoso.example', 'bob@contoso.example'] }

  test('60, 30 and 7 days before a letter goes out, once each on however many nodes', async () => {
    const connection = await house.connection({ choices })
    const end = house.key.certificate.notAfter
    const says = `${connection.name}: the signing certificate expires on 24 November 2029`
    const seen: (string | undefined)[][] = []
    for (const days of [61, 59, 45, 29, 8, 6.9, 1]) {
      house.clock.now = end - days * day
      await strike()
      await strike()
      seen.push(subjects())
    }
    expect(seen).toEqual([[], [says], [], [says], [], [says], []])
  })

  test('the letter names the connection and where to go, and lets nobody in', async () => {
    house.clock.now = house.key.certificate.notAfter - 20 * day
    const connection = await house.connection({ choices })
    await strike()
    const [letter = '', ...more] = post.received.splice(0)
    expect(more).toEqual([])
    const text = letter.replaceAll('=\r\n', '').replaceAll('=3D', '=')
    expect(text).toContain('To: ann@contoso.example, bob@contoso.example')
    expect(text).toContain(`/admin/connections/${connection.id}/setup/metadata-import`)
    expect(text).toContain('20 days left')
  })

  test('a next certificate that is believed too ends the warnings; without addresses there is none', async () => {
    const { notAfter } = house.key.certificate
    house.clock.now = notAfter - 50 * day
    const next = testSigningKey('Next', house.clock.now).certificate
    await house.connection({
      choices,
      identityProvider: {
        entityId: 'https://rolled.example/',
        singleSignOn: [],
        certificates: [house.key.certificate, next],
      },
      verifiedCertificates: [house.key.certificate.sha256, next.sha256],
    })
    await house.connection()
    await strike()
    expect(subjects()).toEqual([])
  })

  test('the console says so from 60 days on, on the page of the connection and on Home', async () => {
    const connection = await house.connection({ choices })
    house.clock.now = house.key.certificate.notAfter - 61 * day
    const page = async (path: string) => (await (await signInAgain()).get(path)).text()
    const at = `/admin/connections/${connection.id}`
    expect(await page(at)).not.toContain('The certificate that it signs with expires')
    house.clock.now = house.key.certificate.notAfter - 59.5 * day
    expect(await page(at)).toContain(
      'The certificate that it signs with expires on 24 November 2029: 59 days left.',
    )
    expect(await page('/admin')).toContain('signs with a certificate that expires on 24 November 2029')
  })

  test('addresses that are none are told at their field', async () => {
    const { id } = await house.connection()
    const fields = { clockSkewSeconds: '180', warned: 'ann@contoso.example, bob, c@d, e@f, g@h, i@j' }
    const answer = await (await signInAgain()).submit(`/admin/connections/${id}/settings`, fields)
    const text = await answer.text()
    expect(answer.status).toBe(400)
    expect(text).toContain('bob is not a mail address. Enter it as in name@contoso.example.')
    expect(text).toContain('There are 6 addresses; 5 are the most.')
    expect(text).toContain(fields.warned)
  })
})
