import { eachStore } from '@postern/kit/testing'
import { readCertificate } from '@postern/saml'
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
import { pfx, pfxPassword } from '../testing/pfx.ts'
import { administrator, type Running, run } from '../testing/running.ts'

const sha256 = '5792d834a5198ca0c14b0a4089b6de75b6851e37d3e363157494d9e18839379b'

eachStore((_engine, open) => {
  describe('Import certificate', () => {
    let running: Running
    let admin: Browser
    let id: string
    const root = () => `/admin/enterprise-applications/${id}/single-sign-on/signing-certificates`
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      id = await addApplication(admin, '')
      await assign(admin, id, await administratorId(admin))
    })
    afterAll(() => running.stop())

    async function send(name: keyof typeof pfx | undefined, password: string) {
      const { hidden } = await admin.get(`${root()}/import`)
      const form = new FormData()
      form.set('csrf', hidden.csrf ?? '')
      form.set('pfxPassword', password)
      if (name !== undefined) form.set('file', new File([Buffer.from(pfx[name], 'base64')], `${name}.pfx`))
      return admin.postForm(`${root()}/import`, form)
    }
    const ids = () => signingCertificateIds(admin, id)

    test('what cannot be imported is told beside its field, and changes nothing', async () => {
      for (const [name, password, field, says] of [
        [undefined, pfxPassword, 'file', 'Choose the PFX file.'],
        ['openssl', 'wrong', 'pfxPassword', 'not the password of the file'],
        ['small', pfxPassword, 'file', 'The key has 1024 bits'],
      ] as const) {
        const page = await send(name, password)
        expect([page.status, page.text.includes(`id="${field}-error"`), page.text.includes(says)]).toEqual([
          400,
          true,
          true,
        ])
        expect(page.text).not.toContain(`value="${password}"`)
      }
      expect(await ids()).toHaveLength(1)
    })

    test('a PFX is imported inactive, once; made active, its key signs', async () => {
      expect((await send('windows', pfxPassword)).location).toBe(`${root()}?done=imported`)
      expect((await admin.get(`${root()}?done=imported`)).text).toContain('The certificate was imported.')
      const [first = '', imported = ''] = await ids()
      const pem = await admin.get(`${root()}/${imported}/base64`)
      expect(readCertificate(pem.text).sha256).toBe(sha256)
      // The same key and certificate in another file.
      expect((await send('openssl', pfxPassword)).text).toContain('has this certificate already')
      await admin.submit(`${root()}/${imported}/activate`, `${root()}/${imported}/activate`, {})
      expect(await ids()).toEqual([imported, first])
      const browser = running.browser()
      await signIn(browser, administrator)
      const { signatures } = await readAnswer(admin, id, await browser.get(`/my-apps/launch/${id}`))
      expect(signatures[0]?.certificateSha256).toBe(sha256)
    })
  })
})
