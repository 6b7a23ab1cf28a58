import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import { addApplication, administratorOf } from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'
import { expiryNotices } from './expiry.ts'

const day = 86_400_000

eachStore((_engine, open) => {
  describe('before a signing certificate expires', () => {
    let running: Running
    let admin: Browser
    let id: string
    let began: number
    const root = () => `/admin/enterprise-applications/${id}/single-sign-on/signing-certificates`
    /** Letters that wait for the mail server, and have been queued since the last look. */
    async function letters(of: { mail?: boolean } = {}) {
      const { world } = running
      const way = { server: new URL('smtp://127.0.0.1:1'), from: 'idp@contoso.example' }
      const mail = of.mail === false ? undefined : way
      await expiryNotices({ ...world, settings: { ...world.settings, mail } }).sweep(world.clock())
      const rows = await world.store
        .tables<{ mail_outbox: { letter: string } }>()
        .deleteFrom('mail_outbox')
        .returning('letter')
        .execute()
      return rows.map(({ letter }) => JSON.parse(world.seal.open(letter, 'mail-letter')) as Letter)
    }
    interface Letter {
      readonly to: readonly string[]
      readonly subject: string
      readonly text: string
    }
    /** Until so many days before the end of the certificate that was made first. */
    const untilDaysLeft = (days: number) =>
      running.wait(began + threeYears - days * day - running.world.clock())
    let threeYears: number
    beforeAll(async () => {
      running = await run(await open())
      began = running.world.clock()
      const end = new Date(began)
      threeYears = end.setUTCFullYear(end.getUTCFullYear() + 3) - began
      admin = await administratorOf(running)
      id = await addApplication(admin)
    })
    afterAll(() => running.stop())

    test('who added the application is the first to hear', async () => {
      expect((await admin.get(root())).text).toContain('admin@contoso.example</textarea>')
      expect((await admin.get(root())).text).toContain('MAIL_SERVER')
      const fields = {
        option: 'assertion',
        algorithm: 'rsa-sha256',
        notified: 'a@contoso.example b@contoso.example',
      }
      await admin.submit(root(), root(), fields)
    })

    test('nothing goes out 61 days before', async () => {
      untilDaysLeft(61)
      expect(await letters()).toEqual([])
    })

    test.each([60, 30, 7])('one letter goes out %i days before, and no other', async (days) => {
      untilDaysLeft(days)
      expect(await letters({ mail: false })).toEqual([])
      const [letter, ...more] = await letters()
      expect(more).toEqual([])
      expect(letter?.to).toEqual(['a@contoso.example', 'b@contoso.example'])
      expect(letter?.subject).toMatch(
        /^The SAML signing certificate of Kantega SSO for Bitbucket expires on \d/,
      )
      expect(letter?.text).toContain(`${running.origin}/admin/enterprise-applications/${id}/single-sign-on`)
      expect(await letters()).toEqual([])
      running.wait(day)
      expect(await letters()).toEqual([])
    })

    test('an expired one is not written about any more', async () => {
      untilDaysLeft(-1)
      expect(await letters()).toEqual([])
    })
  })
})
