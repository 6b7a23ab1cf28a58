import { eachStore } from '@postern/kit/testing'
import { writeAuthnRequest, writePost } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from '../testing/browser.ts'
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
} from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'

const acs = ['https://sp.example/acs', 'https://sp.example/second', 'https://sp.example/third']

eachStore((_engine, open) => {
  describe('an application with several addresses', () => {
    let running: Running
    let admin: Browser
    let person: Browser
    let id: string
    let user: string
    const root = '/admin/enterprise-applications'
    beforeAll(async () => {
      running = await run(await open(), { patience: 0 })
      admin = await administratorOf(running)
      id = await addOwnApplication(admin, 'Wiki')
      user = await addUser(admin, simon)
      await assign(admin, id, user)
      const saved = await configure(admin, id, {
        identifier: 'wiki',
        furtherIdentifiers: 'urn:wiki:old\nurn:wiki:older',
        replyUrl: acs[0] ?? '',
        furtherReplyUrls: `${acs[1]}\n${acs[2]}`,
        relayState: '/start?page=1&x=<b>',
        logoutUrl: 'https://sp.example/logout',
      })
      expect(saved.location).toBe(`${root}/${id}/single-sign-on?done=saved`)
      person = running.browser()
      await signIn(person, simon)
    })
    afterAll(() => running.stop())

    const properties = (of: Readonly<Record<string, string>>) =>
      admin.submit(`${root}/${id}/properties`, `${root}/${id}/properties`, { name: 'Wiki', ...of })
    async function ask(of: { issuer?: string; url?: string; index?: string }): Promise<Page> {
      const url = 'https://to.replace/'
      const xml = writeAuthnRequest({
        id: '_6f0c1d2e9b8a4f5d8c7b6a5e4d3c2b1a',
        issueInstant: running.world.clock(),
        destination: `${running.origin}/${running.tenant.id}/saml2`,
        assertionConsumerServiceUrl: url,
        issuer: of.issuer ?? 'wiki',
      })
      const named = of.url ? ` AssertionConsumerServiceURL="${of.url}"` : ''
      const numbered = of.index ? ` AssertionConsumerServiceIndex="${of.index}"` : ''
      const message = xml
        .replace(` AssertionConsumerServiceURL="${url}"`, named + numbered)
        .replace(/ ProtocolBinding="[^"]*"/, '')
      const asked = await person.post(
        `/${running.tenant.id}/saml2`,
        { SAMLRequest: writePost(message) },
        { cookies: false },
      )
      return asked.location ? person.get(asked.location) : asked
    }
    const answered = async (page: Page) => (await readAnswer(admin, id, page)).value

    test('all of them are shown, and stand in the form again', async () => {
      const card = (await admin.get(`${root}/${id}/single-sign-on`)).text.replaceAll('<wbr/>', '')
      const form = (await admin.get(`${root}/${id}/single-sign-on/basic-saml-configuration`)).text
      for (const word of ['urn:wiki:old', ...acs, 'https://sp.example/logout']) {
        expect(card).toContain(word)
        expect(form).toContain(word)
      }
    })

    test.each([
      ['the default one where none is named', {}, 0],
      ['the one that is named', { url: acs[1] }, 1],
      ['the one with the index', { index: '2' }, 2],
    ])('the answer goes to %s', async (_what, of, n) => {
      const page = await ask(of as { url?: string; index?: string })
      expect(page.text).toContain(`action="${acs[n]}"`)
      expect((await answered(page)).destination).toBe(acs[n])
      expect((await answered(page)).assertion?.confirmations[0]?.recipient).toBe(acs[n])
    })

    test.each([
      { url: 'https://sp.example/acs/' },
      { url: 'https://SP.example/acs' },
      { index: '3' },
      { index: '99999999' },
    ])('no answer goes where nothing is registered: %o', async (of) => {
      const page = await ask(of)
      expect(page.text).toContain('AADSTS50011')
      expect(page.hidden.SAMLResponse).toBeUndefined()
    })

    test('the audience is the identifier that asked; one that is no URI is named as Entra names it', async () => {
      const audience = async (page: Page) => JSON.stringify((await answered(page)).assertion)
      expect(await audience(await ask({ issuer: 'urn:wiki:old' }))).toContain('"urn:wiki:old"')
      expect(await audience(await ask({ issuer: 'wiki' }))).toContain('"spn:wiki"')
      expect((await ask({ issuer: 'urn:wiki' })).text).toContain('AADSTS700016')
    })

    test('started here it carries the relay state to the default address', async () => {
      const page = await person.get(`/my-apps/launch/${id}`)
      expect(page.hidden.RelayState).toBe('/start?page=1&x=<b>')
      expect(page.text).toContain(`action="${acs[0]}"`)
    })

    test('an identifier of another application is refused by name, whichever of its own it is', async () => {
      const other = await addApplication(admin)
      const taken = await configure(admin, other, {
        identifier: 'https://x.example/plugins/servlet/no.kantega.saml/sp/a/login',
        furtherIdentifiers: '',
        replyUrl: acs[0] ?? '',
      })
      expect(taken.status).toBe(400)
      const own = await addOwnApplication(admin, 'Blog')
      const page = await configure(admin, own, {
        identifier: 'blog',
        furtherIdentifiers: 'urn:wiki:older',
        replyUrl: acs[0] ?? '',
      })
      expect(page.status).toBe(400)
      expect(page.text).toContain('Wiki has the same one')
    })

    test('Assignment required? No lets everybody in; Visible to users? No takes the tile away', async () => {
      const remove = `${root}/${id}/users-and-groups/${user}/remove`
      await admin.submit(remove, remove, {})
      expect((await ask({})).text).toContain('AADSTS50105')
      await properties({ enabled: 'yes', assignmentRequired: 'no', visible: 'yes' })
      expect((await ask({})).hidden.SAMLResponse).toBeDefined()
      expect((await person.get('/my-apps')).text).not.toContain(`/my-apps/launch/${id}`)
      await assign(admin, id, user)
      expect((await person.get('/my-apps')).text).toContain(`/my-apps/launch/${id}`)
      await properties({ enabled: 'yes', assignmentRequired: 'yes', visible: 'no' })
      expect((await person.get('/my-apps')).text).not.toContain(`/my-apps/launch/${id}`)
      expect((await ask({})).hidden.SAMLResponse).toBeDefined()
    })
  })
})
