import { eachStore } from '@postern/kit/testing'
import { fingerprint, readCertificate, readMetadata, verifyResponse } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import {
  addApplication,
  administratorId,
  administratorOf,
  assign,
  readAnswer,
  signIn,
  signingCertificateIds,
} from '../testing/directory.ts'
import { administrator, type Running, run } from '../testing/running.ts'

const day = 86_400_000

eachStore((_engine, open) => {
  describe('signing certificates', () => {
    let running: Running
    let admin: Browser
    let id: string
    const root = () => `/admin/enterprise-applications/${id}/single-sign-on/signing-certificates`
    const make = (expires: string) => admin.submit(`${root()}/new`, `${root()}/new`, { expires })
    const inDays = (days: number) => new Date(running.world.clock() + days * day).toISOString().slice(0, 10)
    const ids = () => signingCertificateIds(admin, id)
    const published = async () => {
      const address = `/${running.tenant.id}/federationmetadata/2007-06/federationmetadata.xml?appid=${id}`
      const { entities } = readMetadata(Buffer.from((await admin.get(address)).text))
      return entities[0]?.identityProvider?.certificates ?? []
    }
    const answer = async () => {
      const browser = running.browser()
      await signIn(browser, administrator)
      return browser.get(`/my-apps/launch/${id}`)
    }
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      id = await addApplication(admin, '')
      await assign(admin, id, await administratorId(admin))
    })
    afterAll(() => running.stop())

    test.each([
      ['', 'type a day such as'],
      ['2029-02-30', 'type a day such as'],
      [() => inDays(0), 'choose a day after today'],
      [() => inDays(1200), 'or a day before it'],
    ])('an expiry of %o is refused beside its field', async (expires, says) => {
      const page = await make(typeof expires === 'string' ? expires : expires())
      expect(page.status).toBe(400)
      expect(page.text).toContain('id="expires-error"')
      expect(page.text).toContain(says)
    })

    test('a new one is published at once, inactive, and signs nothing', async () => {
      expect((await make(inDays(100))).location).toBe(`${root()}?done=made`)
      const [first, second] = await published()
      expect(await published()).toHaveLength(2)
      const [active, next] = await ids()
      const pem = await admin.get(`${root()}/${next}/base64`)
      expect(fingerprint(readCertificate(pem.text), 'sha256')).toBe(second && fingerprint(second, 'sha256'))
      expect(pem.headers.get('content-disposition')).toContain('.cer"')
      expect((await admin.get(`${root()}/${next}`)).text).toContain('Make certificate active')
      expect((await admin.get(`${root()}/${active}`)).text).not.toContain('Make certificate active')
      const { signatures } = await readAnswer(admin, id, await answer())
      expect(signatures[0]?.certificateSha256).toBe(first?.sha256)
    })

    test('the active one cannot be deleted, by form or by address', async () => {
      const [active = ''] = await ids()
      const { hidden } = await admin.get(`${root()}/new`)
      expect((await admin.get(`${root()}/${active}/delete`)).status).toBe(403)
      const page = await admin.post(`${root()}/${active}/delete`, hidden)
      expect(page.status).toBe(403)
      expect(page.text).toContain('Make certificate active; then delete this one')
      expect(await ids()).toHaveLength(2)
    })

    test('made active, it signs from the next answer on, and the other stays published', async () => {
      const [before = '', next = ''] = await ids()
      const path = `${root()}/${next}/activate`
      expect((await admin.get(path)).text).toContain('refuses every sign-in until it trusts')
      expect((await admin.submit(path, path, {})).location).toBe(`${root()}?done=activated`)
      expect(await ids()).toEqual([next, before])
      const { signatures } = await readAnswer(admin, id, await answer())
      expect(signatures[0]?.certificateSha256).toBe((await published())[0]?.sha256)
      expect(await published()).toHaveLength(2)
    })

    test('a certificate of another application is not found here', async () => {
      const other = await addApplicationOf()
      expect((await admin.get(`${root()}/${other}`)).status).toBe(404)
      const { hidden } = await admin.get(`${root()}/new`)
      expect((await admin.post(`${root()}/${other}/activate`, hidden)).status).toBe(404)
      expect((await ids())[0]).not.toBe(other)
    })

    /** Another application without addresses; its first certificate has its id. */
    async function addApplicationOf(): Promise<string> {
      const path = '/admin/enterprise-applications'
      const added = await admin.submit(`${path}/new/own`, path, { name: 'Other' })
      const other = /enterprise-applications\/([^/?]+)/.exec(added.location ?? '')?.[1] ?? ''
      for (let status = 200; status === 200; ) ({ status } = await admin.get(`${path}/${other}/adding`))
      return other
    }

    test.each([
      ['response', ['Response']],
      ['both', ['Response', 'Assertion']],
      ['assertion', ['Assertion']],
    ])('Signing Option %s signs what it says', async (option, covers) => {
      const fields = { option, algorithm: 'rsa-sha256', notified: 'ops@contoso.example' }
      expect((await admin.submit(root(), root(), fields)).location).toBe(`${root()}?done=saved`)
      const { signatures } = await readAnswer(admin, id, await answer())
      expect(signatures.map((one) => one.covers).toSorted()).toEqual(covers.toSorted())
      expect(signatures[0]?.algorithm).toMatch(/#rsa-sha256$/)
      expect((await admin.get(root())).text).toContain('ops@contoso.example')
    })

    test('SHA-1 is called what it is, and signs where it is chosen', async () => {
      expect((await admin.get(root())).text).toContain(
        'SHA-1 (legacy: broken, refused by careful applications)',
      )
      await admin.submit(root(), root(), { option: 'assertion', algorithm: 'rsa-sha1', notified: '' })
      const { signatures } = await readAnswer(admin, id, await answer())
      expect(signatures[0]?.algorithm).toMatch(/#rsa-sha1$/)
      await admin.submit(root(), root(), { option: 'assertion', algorithm: 'rsa-sha256', notified: '' })
    })

    test('what was typed wrongly is kept and nothing is saved', async () => {
      const page = await admin.submit(root(), root(), {
        option: 'both',
        algorithm: 'rsa-sha256',
        notified: 'no one',
      })
      expect(page.status).toBe(400)
      expect(page.text).toContain('“no” is no e-mail address')
      expect(page.text).toContain('no one</textarea>')
      expect((await admin.get(root())).text).toMatch(/value="assertion" selected/)
    })

    test('once the active one has expired, the newer one signs although nobody activated it', async () => {
      running.wait(101 * day)
      const [expired] = await published()
      const { signatures } = await readSigned()
      expect(signatures[0]?.certificateSha256).not.toBe(expired?.sha256)
      admin = await administratorOf(running)
      expect((await admin.get(root())).text).toContain('Active, expired')
    })

    async function readSigned() {
      const page = await answer()
      return verifyResponse(Buffer.from(page.hidden.SAMLResponse ?? '', 'base64'), await published())
    }

    test('an inactive one is deleted, and taken out of the metadata', async () => {
      const [, inactive = ''] = await ids()
      const path = `${root()}/${inactive}/delete`
      expect((await admin.submit(path, path, {})).location).toBe(`${root()}?done=deleted`)
      expect(await published()).toHaveLength(1)
    })

    test('ten are enough', async () => {
      for (let count = (await ids()).length; count < 10; count++) await make(inDays(30))
      const page = await make(inDays(30))
      expect(page.status).toBe(403)
      expect(page.text).toContain('The application has 10 certificates already')
    }, 120_000)
  })
})
