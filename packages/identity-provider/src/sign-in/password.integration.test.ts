import { attempts } from '@postern/kit/attempts'
import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addUser, administratorOf, signIn, simon } from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'

const minute = 60_000

eachStore((_engine, open) => {
  describe('signing in with a password', () => {
    let running: Running
    beforeAll(async () => {
      running = await run(await open())
      await addUser(await administratorOf(running), simon)
    })
    afterAll(() => running.stop())

    test('leads to My Apps, without regard to the case of the name', async () => {
      const browser = running.browser()
      const entered = await signIn(browser, { ...simon, userName: ' b.SIMON@contoso.example ' })
      expect(entered).toMatchObject({ status: 303, location: '/' })
      expect((await browser.get('/')).location).toBe('/my-apps')
      const page = await browser.get('/my-apps')
      expect(page.text).toContain('<b>B.Simon</b>')
      expect(page.text).toContain('Sign out')
    })

    test('says the same of a wrong password and of a name that nobody has, and keeps the name', async () => {
      const wrong = await signIn(running.browser(), { ...simon, password: 'no' })
      const nobody = await signIn(running.browser(), { userName: 'nobody@contoso.example', password: 'no' })
      const said = (text: string) => /<section class="summary".*?<\/section>/s.exec(text)?.[0]
      expect(wrong.status).toBe(400)
      expect(said(wrong.text)).toBeDefined()
      expect(said(wrong.text)).toBe(said(nobody.text))
      expect(wrong.text).toContain(`value="${simon.userName}"`)
      expect(wrong.text).not.toContain('value="no"')
    })

    test('gives a session a new id, and ends it on Sign out', async () => {
      const browser = running.browser()
      await signIn(browser, simon)
      const page = await browser.get('/my-apps')
      expect((await browser.post('/sign-out', page.hidden)).location).toBe('/sign-in')
      expect((await browser.get('/my-apps')).location).toBe('/sign-in?continue=%2Fmy-apps')
    })

    test('answers characters that no name has', async () => {
      const admin = await administratorOf(running)
      expect((await signIn(running.browser(), { userName: 'a\0b', password: 'x' })).status).toBe(400)
      expect((await admin.get('/admin/users?q=%00')).status).toBe(200)
      for (const path of ['/admin/users/%00', '/admin/enterprise-applications/%00', '/my-apps/launch/%00']) {
        expect((await admin.get(path)).status).toBe(404)
      }
    })

    test('refuses a form that did not come from our page', async () => {
      const browser = running.browser()
      await browser.get('/sign-in')
      const forged = await browser.post('/sign-in', { ...simon, csrf: 'made up' })
      expect(forged.status).toBe(403)
      expect((await browser.get('/my-apps')).status).toBe(303)
    })

    test.each([
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:1',
    ])('does not lead away: %s', async (path) => {
      const form = `/sign-in?continue=${encodeURIComponent(path)}`
      expect((await signIn(running.browser(), simon, form)).location).toBe('/')
    })

    test('ends a session after eight hours unused', async () => {
      const browser = running.browser()
      await signIn(browser, simon)
      running.wait(7 * 60 * minute)
      expect((await browser.get('/my-apps')).status).toBe(200)
      running.wait(8 * 60 * minute + 1)
      expect((await browser.get('/my-apps')).status).toBe(303)
    })

    test('limits guesses at one name, also when they come all at once and for a name that nobody has', async () => {
      running.wait(24 * 60 * minute)
      const admin = await administratorOf(running)
      for (const userName of [simon.userName, 'nobody@contoso.example']) {
        const guess = (n: number) => signIn(running.browser(), { userName, password: `guess ${n}` })
        const guesses = await Promise.all(Array.from({ length: 14 }, (_, n) => guess(n)))
        const statuses = guesses.map(({ status }) => status)
        expect(statuses.filter((status) => status === 400).length).toBeLessThanOrEqual(10)
        const right = await signIn(running.browser(), { ...simon, userName })
        expect(right.status).toBe(429)
        expect(right.text).toContain('Wait one minute')
        const logs = await admin.get(`/admin/sign-in-logs?q=${userName}`)
        expect(logs.text).toContain('AADSTS50053')
        running.wait(2 * minute)
        await signIn(running.browser(), simon)
      }
      expect((await signIn(running.browser(), simon)).status).toBe(303)
    })

    test('the same wrong password again and again locks nobody out of the name', async () => {
      running.wait(24 * 60 * minute)
      const { store } = running.world
      for (let n = 0; n < 25; n++) {
        await signIn(running.browser(), { ...simon, password: `old password ${n % 3}` })
        // The address is counted all the same; here it is one for everybody.
        await attempts(store).forget('address:')
      }
      expect((await signIn(running.browser(), simon)).status).toBe(303)
    })

    test('one password tried on many names from one address is limited too, and written down', async () => {
      running.wait(24 * 60 * minute)
      await attempts(running.world.store).forget('address:')
      for (let n = 0; n < 10; n++) {
        const guess = { userName: `name-${n}@contoso.example`, password: 'Winter-2026' }
        expect((await signIn(running.browser(), guess)).status).toBe(400)
      }
      const next = { userName: 'name-10@contoso.example', password: 'Winter-2026' }
      expect((await signIn(running.browser(), next)).status).toBe(429)
      running.wait(2 * minute)
      const admin = await administratorOf(running)
      const logs = await admin.get('/admin/sign-in-logs?q=name-10')
      expect(logs.text).toContain('AADSTS50053')
      expect((await admin.get('/admin/sign-in-logs?q=name-9')).text).toContain('AADSTS50034')
    })

    test('who signs in with an account of their own in between guesses no faster', async () => {
      running.wait(24 * 60 * minute)
      await attempts(running.world.store).forget('address:')
      const statuses: number[] = []
      let text = ''
      for (let n = 0; n < 64; n++) {
        if (n % 8 === 0) await signIn(running.browser(), simon)
        const guess = { userName: `victim-${n}@contoso.example`, password: 'Winter-2026' }
        const page = await signIn(running.browser(), guess)
        statuses.push(page.status)
        text = page.text
      }
      expect(statuses.filter((status) => status === 400)).toHaveLength(60)
      expect(statuses.slice(60)).toEqual([429, 429, 429, 429])
      expect(text).toContain('Wait one minute')
      running.wait(2 * minute)
      expect((await signIn(running.browser(), simon)).status).toBe(303)
    }, 120_000)

    test('guesses from elsewhere do not lock a person out of the browser where they signed in before', async () => {
      running.wait(24 * 60 * minute)
      const { store } = running.world
      const own = running.browser()
      await signIn(own, simon)
      for (let n = 0; n < 12; n++) {
        await signIn(running.browser(), { ...simon, password: `far away ${n}` })
        await attempts(store).forget('address:')
      }
      expect((await signIn(running.browser(), simon)).status).toBe(429)
      expect((await signIn(own, simon, '/sign-in?other=yes')).status).toBe(303)
    })
  })
})
