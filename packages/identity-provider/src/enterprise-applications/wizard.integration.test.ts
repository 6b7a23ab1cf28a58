import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import { addUser, administratorOf, complete, simon, spAddress } from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'

eachStore((_engine, open) => {
  describe('the App Configuration Wizard', () => {
    let running: Running
    let admin: Browser
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
    })
    afterAll(() => running.stop())

    const root = '/admin/enterprise-applications'
    const step = (text: string) => /aria-current="step">([^<]+)</.exec(text)?.[1]

    test('leads through the screens that there are, and comes back after each', async () => {
      const user = await addUser(admin, simon)
      expect((await admin.get(`${root}/configuration-wizard`)).text).toContain(`${root}/new?wizard=yes`)
      const gallery = await admin.get(`${root}/new?wizard=yes&q=kantega`)
      expect(gallery.text).toContain('/new/kantega-bitbucket?wizard=yes')
      expect(gallery.hidden.wizard).toBe('yes')
      const added = await admin.submit(`${root}/new/kantega-bitbucket?wizard=yes`, `${root}?wizard=yes`, {
        name: 'Guided',
      })
      const id = await complete(admin, added)
      const wizard = `${root}/${id}/configuration-wizard`
      expect((await admin.get(added.location ?? '')).location).toBe(`${wizard}?done=created`)

      const screens = [
        ['Assign users and groups', 'users-and-groups/add', 'users-and-groups', { user }],
        [
          'Select a single sign-on method',
          'single-sign-on/method',
          'single-sign-on/method',
          { method: 'saml' },
        ],
        [
          'Basic SAML Configuration',
          'single-sign-on/basic-saml-configuration',
          'single-sign-on/basic-saml-configuration',
          { identifier: spAddress, replyUrl: spAddress, signOnUrl: spAddress },
        ],
      ] as const
      for (const [name, screen, action, fields] of screens) {
        const page = await admin.get(wizard)
        expect(step(page.text)).toBe(name)
        const at = `${root}/${id}/${screen}?wizard=yes`
        expect(page.text).toContain(`href="${at}"`)
        const form = await admin.get(at)
        expect(form.text).toContain('Back to the wizard')
        expect(form.text).toContain(`action="${root}/${id}/${action}?wizard=yes"`)
        const saved = await admin.post(`${root}/${id}/${action}?wizard=yes`, { ...form.hidden, ...fields })
        expect(saved.location).toBe(`${wizard}?done=saved`)
      }
      const last = await admin.get(wizard)
      expect(step(last.text)).toBe('Set up Guided and test')
      expect(last.text).toContain(`href="${root}/${id}/single-sign-on"`)
    })

    test('a bad answer stays in the wizard', async () => {
      const id = await complete(
        admin,
        await admin.submit(`${root}/new/own`, root, { name: 'Other', template: 'own' }),
      )
      const at = `${root}/${id}/single-sign-on/basic-saml-configuration?wizard=yes`
      const page = await admin.submit(at, at, { identifier: '', replyUrl: '' })
      expect(page.status).toBe(400)
      expect(page.text).toContain('Back to the wizard')
      expect(page.text).toContain(`action="${at}"`)
    })
  })
})
