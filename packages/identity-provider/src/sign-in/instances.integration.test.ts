import { eachStore } from '@postern/kit/testing'
import { redirectUrl, writeAuthnRequest, writePost } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import {
  addApplication,
  addOwnApplication,
  addUser,
  administratorOf,
  assign,
  configure,
  readAnswer,
  signIn,
  simon,
  spAddress,
} from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'

const second = 'https://second.example/saml'

eachStore((_engine, open) => {
  describe('several instances of a product that calls itself the same each time', () => {
    let running: Running
    let admin: Browser
    let person: Browser
    let ids: readonly string[]
    const root = '/admin/enterprise-applications'
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      const own = await addOwnApplication(admin, 'Second')
      await configure(admin, own, { identifier: 'second', replyUrl: second, signOnUrl: '' })
      ids = [await addApplication(admin, ''), own]
      const user = await addUser(admin, simon)
      for (const id of ids) await assign(admin, id, user)
      person = running.browser()
      await signIn(person, simon)
    })
    afterAll(() => running.stop())

    const address = (id: string) => `/${running.tenant.id}/saml2/${id}`
    const xml = () =>
      writeAuthnRequest({
        id: '_6f0c1d2e9b8a4f5d8c7b6a5e4d3c2b1a',
        issueInstant: running.world.clock(),
        destination: running.origin,
        assertionConsumerServiceUrl: second,
        issuer: 'the same each time',
      }).replace(/ AssertionConsumerServiceURL="[^"]*"/, '')
    const get = (id: string) =>
      person.get(redirectUrl({ location: `${running.origin}${address(id)}`, samlRequest: xml() }))

    test('the address says which one asks, and each has its own audience and Reply URL', async () => {
      for (const [n, audience, destination] of [
        [0, spAddress, spAddress],
        [1, 'spn:second', second],
      ] as const) {
        const id = ids[n] ?? ''
        const { value } = await readAnswer(admin, id, await get(id))
        expect(value.destination).toBe(destination)
        expect(value.assertion.conditions?.audienceRestrictions).toEqual([[audience]])
      }
      const kept = await person.post(address(ids[1] ?? ''), { SAMLRequest: writePost(xml()) })
      const { value } = await readAnswer(admin, ids[1] ?? '', await person.get(kept.location ?? ''))
      expect(value.destination).toBe(second)
    })

    test('an address of nobody, and the usual address, know no such Issuer', async () => {
      expect((await get('b3a1c8c2-4d55-4d0a-9d8f-1a2b3c4d5e6f')).text).toContain('AADSTS700016')
      expect((await get('nothing')).text).toContain('AADSTS700016')
      const usual = `${running.origin}/${running.tenant.id}/saml2`
      const asked = await person.get(redirectUrl({ location: usual, samlRequest: xml() }))
      expect(asked.text).toContain('AADSTS700016')
    })

    test('it takes no requests of an application that has to sign them', async () => {
      const id = ids[1] ?? ''
      const path = `${root}/${id}/single-sign-on/verification-certificates`
      const pem = await admin.get(`${root}/${id}/single-sign-on/certificate-base64`)
      await admin.submit(path, `${path}/upload`, { pasted: pem.text })
      await admin.submit(path, path, { required: 'yes' })
      expect((await get(id)).text).toContain('The Login URL of one instance takes no requests')
      await admin.submit(path, path, { required: 'no' })
      expect((await get(id)).hidden.SAMLResponse).toBeDefined()
    })

    test('Properties tells the addresses', async () => {
      const text = (await admin.get(`${root}/${ids[0]}/properties`)).text
      for (const path of [address(ids[0] ?? ''), `/my-apps/launch/${ids[0]}`])
        expect(text).toContain(`data-copy="${running.origin}${path}"`)
    })
  })
})
