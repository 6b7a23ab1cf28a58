import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestProvider, testProvider } from './test-provider.ts'

eachStore((_engine, open) => {
  let house: TestProvider
  beforeAll(async () => {
    house = await testProvider(await open())
  })
  afterAll(() => house.stop())

  describe('whose session counts: ours, asked now', () => {
    test('when A is gone and B has come in the same browser, the answer is B', async () => {
      const browser = house.browser()
      await browser.get('/open/anna/0')
      expect((await house.signedIn(browser)).claims?.sub).toBe('account-anna')
      await browser.get('/close')
      await browser.get('/open/bert/0')
      expect((await house.signedIn(browser)).claims?.sub).toBe('account-bert')
    })

    test('also when B comes in the middle of a request that began with A', async () => {
      const browser = house.browser()
      await browser.get('/open/anna/0')
      const first = await house.authorize(browser, { prompt: 'login' })
      expect(first.status).toBe(401)
      const uid = first.url.pathname.split('/').at(-1)
      await browser.get(`/open/bert/0?interaction=${uid}`)
      const back = await browser.follow(`${house.origin}/sign-in/${uid}`)
      const tokens = await house.fetchTokens(back.url, first)
      expect(tokens.claims()?.sub).toBe('account-bert')
    })

    test('when the answer was A and B takes the session before the way back, we ask again', async () => {
      const browser = house.browser()
      const first = await house.authorize(browser)
      await browser.get('/open/anna/0')
      const resume = await browser.get(first.url.pathname)
      await browser.get('/open/bert/0')
      const back = await browser.follow(resume.headers.get('location') ?? '')
      expect(back.url.origin).toBe('http://localhost:7990')
      const tokens = await house.fetchTokens(back.url, first)
      expect(tokens.claims()?.sub).toBe('account-bert')
    })

    test('prompt=none with our session gone is login_required, with it alive is answered', async () => {
      const browser = house.browser()
      await browser.get('/open/anna/0')
      expect((await house.signedIn(browser, { prompt: 'none' })).claims?.sub).toBe('account-anna')
      await browser.get('/close')
      const { url } = await house.authorize(browser, { prompt: 'none' })
      expect(url.searchParams.get('error')).toBe('login_required')
    })

    test('prompt=login and an age that is passed ask again; a sign-in for this request answers', async () => {
      for (const more of [{ prompt: 'login' }, { max_age: '60' }]) {
        const browser = house.browser()
        await browser.get('/open/anna/600')
        const asked = await house.authorize(browser, more)
        expect(asked.status).toBe(401)
        const uid = asked.url.pathname.split('/').at(-1)
        await browser.get('/open/anna/0')
        if ('prompt' in more) expect((await browser.get(asked.url.pathname)).status).toBe(401)
        await browser.get(`/open/anna/0?interaction=${uid}`)
        const back = await browser.follow(asked.url.href)
        const tokens = await house.fetchTokens(back.url, asked, 'max_age' in more ? 60 : undefined)
        expect(tokens.claims()?.sub).toBe('account-anna')
      }
    })

    test('an age that is not passed is told in auth_time', async () => {
      const browser = house.browser()
      await browser.get('/open/anna/30')
      const { claims } = await house.signedIn(browser, { max_age: '60' })
      expect(claims?.auth_time).toBeGreaterThan(Date.now() / 1_000 - 35)
      expect(claims?.auth_time).toBeLessThan(Date.now() / 1_000 - 25)
    })

    test('a hint at another person asks again', async () => {
      const browser = house.browser()
      await browser.get('/open/anna/0')
      expect((await house.authorize(browser, { login_hint: 'bert@contoso.example' })).status).toBe(401)
      const same = await house.signedIn(browser, { login_hint: 'Anna@Contoso.example' })
      expect(same.claims?.sub).toBe('account-anna')
    })

    test('a code is worth nothing once the session that it came from has ended', async () => {
      const browser = house.browser()
      await browser.get('/open/anna/0')
      const { url, state, nonce } = await house.authorize(browser)
      await browser.get('/close')
      const grant = house.fetchTokens(url, { state, nonce })
      await expect(grant).rejects.toMatchObject({ error: 'invalid_grant' })
    })
  })
})
