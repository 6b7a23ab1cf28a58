import { Visitor } from 'postern/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bSimon } from '../../journeys/doors.ts'
import { freePorts, type House, startHouse } from '../../journeys/house.ts'
import { installed } from '../differential/xml-crypto.ts'
import { type Mellon, makeMellon, missingMellon } from './mellon.ts'
import { type NodeSamlProvider, startNodeSamlProvider } from './node-saml-provider.ts'
import type { Running } from './processes.ts'
import { addApplication, signInByOurs, signInByTile, signOutAtOurs } from './walk.ts'

const missingNodeSaml = installed('@node-saml/node-saml')
  ? undefined
  : '@node-saml/node-saml is not installed'

describe('service providers of others at our identity provider', () => {
  let house: House
  let ports: readonly number[]
  beforeAll(async () => {
    house = await startHouse()
    ports = await freePorts(2)
  })
  afterAll(() => house?.leave())

  const register = (name: string, of: { entityId: string; replyUrl: string; logoutUrl: string }) => {
    const { entityId: identifier, replyUrl, logoutUrl } = of
    const { userName } = bSimon(house)
    return addApplication(house, { name, identifier, replyUrl, logoutUrl, userName })
  }
  const mustSignIn = async (visitor: Visitor) =>
    expect((await visitor.get(`${house.identityProvider}/my-apps`)).url.pathname).toBe('/sign-in')

  describe.skipIf(missingNodeSaml)(
    `@node-saml/node-saml${missingNodeSaml ? `: ${missingNodeSaml}` : ''}`,
    () => {
      let provider: NodeSamlProvider
      let application = ''
      beforeAll(async () => {
        provider = await startNodeSamlProvider(ports[0] ?? 0)
        const { id, metadata } = await register('node-saml', provider)
        application = id
        await provider.trust(metadata)
      })
      afterAll(() => provider?.stop())

      test('sign-in begun there', async () => {
        const page = await signInByOurs(new Visitor(provider.login), provider.login, bSimon(house))
        expect(page.text).toMatch(
          new RegExp(`^node-saml: ${bSimon(house).userName} \\(in response to _`, 'i'),
        )
      })

      test('sign-in begun at My Apps', async () => {
        const page = await signInByTile(house, application, bSimon(house))
        expect(page.text).toMatch(
          new RegExp(`^node-saml: ${bSimon(house).userName} \\(in response to nothing`, 'i'),
        )
      })

      test('sign-out begun there', async () => {
        const visitor = new Visitor(provider.login)
        await signInByOurs(visitor, provider.login, bSimon(house))
        const page = await visitor.get(provider.logout)
        expect(page.text).toBe('node-saml: signed out (as it asked, true)')
        await mustSignIn(visitor)
      })

      test('sign-out begun at My Apps', async () => {
        const visitor = new Visitor(provider.login)
        await signInByOurs(visitor, provider.login, bSimon(house))
        const told = await signOutAtOurs(visitor, house)
        const { userName } = bSimon(house)
        expect(told.map(({ text }) => text)).toEqual([`node-saml: signed out (${userName}, true)`])
        await mustSignIn(visitor)
      })
    },
  )

  describe.skipIf(missingMellon)(`mod_auth_mellon${missingMellon ? `: ${missingMellon}` : ''}`, () => {
    let mellon: Mellon
    let apache: Running
    let application = ''
    beforeAll(async () => {
      mellon = await makeMellon(ports[1] ?? 0)
      const { id, metadata } = await register('mod_auth_mellon', mellon)
      application = id
      apache = await mellon.start(metadata)
    })
    afterAll(async () => {
      await apache?.stop()
      mellon?.remove()
    })

    test('sign-in begun there', async () => {
      const page = await signInByOurs(new Visitor(mellon.secret), mellon.secret, bSimon(house))
      expect(page.url.href).toBe(mellon.secret)
      expect(page.text).toContain(`mod_auth_mellon: ${bSimon(house).userName}`)
    })

    test('sign-in begun at My Apps', async () => {
      const page = await signInByTile(house, application, bSimon(house))
      expect(page.text).toContain(`mod_auth_mellon: ${bSimon(house).userName}`)
    })

    test('sign-out begun there', async () => {
      const visitor = new Visitor(mellon.secret)
      await signInByOurs(visitor, mellon.secret, bSimon(house))
      expect((await visitor.get(mellon.secret)).url.href).toBe(mellon.secret)
      expect((await visitor.get(mellon.logout)).url.href).toBe(mellon.open)
      expect((await visitor.get(mellon.secret)).url.pathname).toBe('/sign-in')
    })

    test('sign-out begun at My Apps', async () => {
      const visitor = new Visitor(mellon.secret)
      await signInByOurs(visitor, mellon.secret, bSimon(house))
      expect(await signOutAtOurs(visitor, house)).toHaveLength(1)
      expect((await visitor.get(mellon.secret)).url.pathname).toBe('/sign-in')
    })
  })
})
