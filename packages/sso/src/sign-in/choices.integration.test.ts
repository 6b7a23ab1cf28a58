import { eachStore } from '@postern/kit/testing'
import { type Certificate, readAuthnRequest, readMetadata, readRedirect, verifyRedirect } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { type Choices, usualChoices } from '../connections/choices.ts'
import { begin, codeOf, locationOf, pathOf } from './test-browser.ts'
import { type TestHouse, testHouse } from './test-house.ts'

const minute = 60_000

eachStore((_engine, open) => {
  let house: TestHouse
  let browser: AdministratorBrowser
  beforeAll(async () => {
    house = await testHouse(await open())
    browser = await administratorOf(house)
  })
  afterAll(() => house.stop())

  const connection = (choices: Partial<Choices>) =>
    house.connection({ choices: { ...usualChoices, ...choices } })
  const page = async (path: string) => (await browser.get(path)).text()

  test.each([
    ['either', 'assertion', 'in'],
    ['either', 'response', 'in'],
    ['assertion', 'assertion', 'in'],
    ['assertion', 'response', 'signed-part'],
    ['response', 'response', 'in'],
    ['response', 'assertion', 'signed-part'],
    ['both', 'both', 'in'],
    ['both', 'assertion', 'signed-part'],
    ['both', 'response', 'signed-part'],
  ] as const)('what must be signed is %s, and the %s is: %s', async (signedPart, option, outcome) => {
    const one = await connection({ signedPart })
    const answer = await house.browser().answer(pathOf(one), house.response(one, { option }))
    expect(answer.status === 303 ? 'in' : await codeOf(answer)).toBe(outcome)
  })

  test('with ForceAuthn everybody is seen anew', async () => {
    const one = await connection({ forceAuthn: true })
    const people = house.browser()
    const { request, relayState } = await begin(people, one)
    expect(request.forceAuthn).toBe(true)
    const authnInstant = house.clock.now - 10 * minute
    const stale = house.response(one, { inResponseTo: request.id, authnInstant })
    expect(await codeOf(await people.answer(pathOf(one), stale, relayState))).toBe('authentication-not-fresh')
  })

  test('the address that was typed is told only where that is chosen', async () => {
    const hint = '?login_hint=b.simon@contoso.example'
    const [told, silent] = [await connection({}), await connection({ loginHint: false })]
    const ask = async (one: typeof told) => (await begin(house.browser(), one, hint)).url.searchParams
    expect((await ask(told)).get('login_hint')).toBe('b.simon@contoso.example')
    expect((await ask(silent)).has('login_hint')).toBe(false)
  })

  describe('signed requests', () => {
    const keysIn = async (path: string): Promise<readonly Certificate[]> => {
      const octets = new Uint8Array(await (await house.browser().get(`${path}/metadata`)).arrayBuffer())
      return readMetadata(octets).entities[0]?.serviceProvider?.certificates ?? []
    }
    const ask = async (path: string) =>
      readRedirect(new URL(locationOf(await house.browser().get(path))).search)
    const signer = async (path: string) => {
      const message = await ask(path)
      const holds = (certificate: Certificate) => {
        try {
          return verifyRedirect(message, [certificate], readAuthnRequest).value.id !== ''
        } catch {
          return false
        }
      }
      return (await keysIn(path)).find(holds)?.sha256
    }
    const press = (path: string) => browser.submit(path, {}, {}, '/admin/request-signing')

    test('are made when a connection is set so, with a key that stands in our metadata', async () => {
      const one = await connection({})
      expect(await keysIn(pathOf(one))).toEqual([])
      expect((await ask(pathOf(one))).signature).toBeUndefined()
      await browser.submit(`/admin/connections/${one.id}/settings`, {
        application: 'bitbucket1',
        clockSkewSeconds: '180',
        signsRequests: 'yes',
      })
      expect(await keysIn(pathOf(one))).toHaveLength(1)
      expect(await signer(pathOf(one))).toBeDefined()
    })

    test('the key is rotated: old and new are published together before the new one signs', async () => {
      const path = pathOf(await connection({ signsRequests: true }))
      const before = await signer(path)
      house.clock.now += minute
      await press('/admin/request-signing')
      const [next, old] = await keysIn(path)
      expect([old?.sha256, await signer(path)]).toEqual([before, before])
      const id = /request-signing\/([0-9a-f]{16})\/sign/.exec(await page('/admin/request-signing'))?.[1] ?? ''
      house.clock.now += minute
      await press(`/admin/request-signing/${id}/sign`)
      expect(await signer(path)).toBe(next?.sha256)
      const refused = await press(`/admin/request-signing/${id}/remove`)
      expect([refused.status, await refused.text()]).toEqual([
        409,
        expect.stringContaining('This key signs the requests now, so it was not removed.'),
      ])
      const other = /request-signing\/([0-9a-f]{16})\/remove/.exec(await page('/admin/request-signing'))?.[1]
      await press(`/admin/request-signing/${other}/remove`)
      expect((await keysIn(path)).map(({ sha256 }) => sha256)).toEqual([next?.sha256])
    })

    test('three keys are the most, and a key is told by its certificate', async () => {
      for (let n = 0; n < 2; n++) await press('/admin/request-signing')
      const full = await press('/admin/request-signing')
      expect([full.status, await full.text()]).toEqual([
        409,
        expect.stringContaining('There are 3 keys, which is the most.'),
      ])
      const id = /request-signing\/([0-9a-f]{16})\/certificate/.exec(
        await page('/admin/request-signing'),
      )?.[1]
      expect(await page(`/admin/request-signing/${id}/certificate`)).toContain('-----BEGIN CERTIFICATE-----')
      expect((await browser.get('/admin/request-signing/0123456789abcdef/certificate')).status).toBe(404)
    })
  })
})
