import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../testing/browser.ts'
import {
  addApplication,
  addUser,
  administratorOf,
  assign,
  readAnswer,
  signIn,
  simon,
} from '../testing/directory.ts'
import { codeAt } from '../testing/one-time-code.ts'
import { type Running, run } from '../testing/running.ts'

const minute = 60_000
const day = 86_400_000

eachStore((_engine, open) => {
  describe('what a sign-in may ask for after the password', () => {
    let running: Running
    let admin: Browser
    let user: string
    let application: string
    let secret = ''
    let password = simon.password
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      user = await addUser(admin, simon)
      application = await addApplication(admin, '')
      await assign(admin, application, user)
    })
    afterAll(() => running.stop())

    const code = () => codeAt(secret, running.world.clock())
    const reset = (fields: Readonly<Record<string, string>>) =>
      admin.submit(`/admin/users/${user}/reset-password`, `/admin/users/${user}/reset-password`, fields)
    const choose = (browser: Browser, newPassword: string, confirmPassword = newPassword) =>
      browser.submit('/sign-in?other=yes', '/sign-in/new-password', { newPassword, confirmPassword })

    test('a password that an administrator gave is good for one sign-in', async () => {
      const given = 'Given-by-admin-1'
      await reset({ password: given, mustChange: 'yes' })
      const browser = running.browser()
      const entered = await signIn(browser, { ...simon, password: given }, '/sign-in?continue=/my-apps?q=a')
      expect(entered.location).toBe('/sign-in/new-password')
      expect((await browser.get('/my-apps')).location).toContain('/sign-in')
      for (const [chosen, repeated, says] of [
        ['short', 'short', 'Use at least 8 characters'],
        ['Another-one-2', 'Another-one-3', 'Type the same password under Confirm password.'],
        [given, given, 'Choose a password that you do not have already.'],
      ] as const) {
        const page = await choose(browser, chosen, repeated)
        expect([page.status, page.text.includes(says)]).toEqual([400, true])
      }
      password = 'My-own-choice-3'
      expect((await choose(browser, password)).location).toBe('/my-apps?q=a')
      expect((await browser.get('/my-apps')).status).toBe(200)
      expect((await choose(browser, 'Once-more-4')).location).toBe('/sign-in')
      expect((await signIn(running.browser(), { ...simon, password })).location).toBe('/')
    })

    test('a person changes the own password, knowing the old one; other browsers are signed out', async () => {
      const [here, there] = [running.browser(), running.browser()]
      for (const browser of [here, there]) await signIn(browser, { ...simon, password })
      const change = (fields: Readonly<Record<string, string>>) =>
        here.submit('/my-account/password', '/my-account/password', fields)
      const next = { newPassword: 'Changed-by-me-5', confirmPassword: 'Changed-by-me-5' }
      const wrong = await change({ ...next, password: 'no' })
      expect([wrong.status, wrong.text.includes('This is not your current password.')]).toEqual([400, true])
      expect((await change({ ...next, password })).location).toBe('/my-account?done=password')
      password = next.newPassword
      expect((await here.get('/my-account')).status).toBe(200)
      expect((await there.get('/my-account')).location).toContain('/sign-in')
    })

    test('an authenticator app is added with its code and the password, and asked for from then on', async () => {
      const browser = running.browser()
      await signIn(browser, { ...simon, password })
      const path = '/my-account/authenticator'
      const page = await browser.get(path)
      secret = /data-copy="([A-Z2-7]{32})"/.exec(page.text)?.[1] ?? ''
      const wrong = await browser.post(path, { ...page.hidden, code: '000000', password })
      expect(wrong.text).toContain('This code is not right.')
      expect(wrong.text).toContain(secret)
      const added = await browser.post(path, { ...wrong.hidden, code: code(), password })
      expect(added.location).toBe('/my-account?done=added')

      const again = running.browser()
      expect((await signIn(again, { ...simon, password })).location).toBe('/sign-in/code')
      expect((await again.get('/my-apps')).location).toContain('/sign-in')
      const verify = (typed: string) => again.submit('/sign-in/code', '/sign-in/code', { code: typed })
      // The code that added the app was used: RFC 6238, 5.2.
      expect((await verify(code())).text).toContain('each code works once')
      running.wait(minute)
      expect((await verify(code())).location).toBe('/')
      expect((await again.get('/my-apps')).status).toBe(200)
      expect((await admin.get(`/admin/users/${user}`)).text).toContain('Its code is asked for')
    })

    test('the Response tells of two factors', async () => {
      const browser = running.browser()
      await signIn(browser, { ...simon, password })
      running.wait(minute)
      await browser.submit('/sign-in/code', '/sign-in/code', { code: code() })
      const page = await browser.get(`/my-apps/launch/${application}`)
      const response = await readAnswer(admin, application, page)
      const methods = response.value.assertion.attributes.find(({ name }) => name.endsWith('references'))
      expect(methods?.values).toEqual([
        'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password',
        'http://schemas.microsoft.com/claims/multipleauthn',
      ])
    })

    test('a code is owed before the password is changed, and guesses at it are limited', async () => {
      await reset({ password: 'Given-by-admin-6', mustChange: 'yes' })
      password = 'Given-by-admin-6'
      const browser = running.browser()
      await signIn(browser, { ...simon, password })
      expect((await choose(browser, 'Stolen-password-7')).location).toBe('/sign-in')
      const guess = (typed: string) => browser.submit('/sign-in/code', '/sign-in/code', { code: typed })
      for (let n = 0; n < 10; n++) await guess(String(n).padStart(6, '0'))
      running.wait(1_000)
      expect((await guess(code())).text).toContain('Wait one minute')
      running.wait(2 * minute)
      expect((await guess(code())).location).toBe('/sign-in/new-password')
    })

    test('each step is in the sign-in logs under its code', async () => {
      const page = await admin.get(`/admin/sign-in-logs?q=${simon.userName}`)
      for (const code of ['AADSTS50055', 'AADSTS50074', 'AADSTS50076']) expect(page.text).toContain(code)
    })

    test('an administrator takes the app of a lost telephone away', async () => {
      await reset({ password })
      const path = `/admin/users/${user}/authenticator`
      expect((await admin.submit(path, path, {})).location).toBe(`/admin/users/${user}?done=authenticator`)
      expect((await signIn(running.browser(), { ...simon, password })).location).toBe('/')
    })

    test('Stay signed in? keeps the session for 90 days, in a cookie that outlives the window', async () => {
      const [stays, goes] = [running.browser(), running.browser()]
      const form = { userName: simon.userName, password }
      const entered = await stays.submit('/sign-in', '/sign-in', { ...form, stay: 'yes' })
      expect(entered.headers.getSetCookie().join()).toContain(`session=`)
      expect(entered.headers.getSetCookie().find((line) => line.includes('-session='))).toContain(
        'Max-Age=7776000',
      )
      const left = await goes.submit('/sign-in', '/sign-in', form)
      expect(left.headers.getSetCookie().find((line) => line.includes('-session='))).not.toContain('Max-Age')
      running.wait(89 * day)
      expect((await stays.get('/my-apps')).status).toBe(200)
      expect((await goes.get('/my-apps')).status).toBe(303)
      running.wait(2 * day)
      expect((await stays.get('/my-apps')).status).toBe(303)
    })

    test('who knows the password of a disabled account is told so, under its code', async () => {
      const edit = `/admin/users/${user}/edit`
      const again = await administratorOf(running)
      await again.submit(edit, edit, { displayName: 'B.Simon' })
      const right = await signIn(running.browser(), { ...simon, password })
      expect(right.text).toContain('AADSTS50057')
      const wrong = await signIn(running.browser(), { ...simon, password: 'no' })
      expect(wrong.text).not.toContain('AADSTS50057')
    })
  })
})
