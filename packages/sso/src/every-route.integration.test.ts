import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AdministratorBrowser, administratorOf } from './administrators/test-administrator.ts'
import { ssoApp } from './app.ts'
import { locationOf } from './sign-in/test-browser.ts'
import { type TestHouse, testHouse } from './sign-in/test-house.ts'

type Browser = AdministratorBrowser
interface Route {
  readonly method: string
  readonly path: string
}

const administrators = '/admin/administrators'
/** For those who are not signed in. */
const open = /^\/admin\/(sign-in|invitation)(\/|$)/
/** For oneself, whatever the role. */
const own = /^\/admin\/(sign-out|proof|profile)(\/|$)/

/** What an administrator may not do, and an owner may. */
const ownersOnly = [
  `GET ${administrators}/invite`,
  `POST ${administrators}/invite`,
  `POST ${administrators}/invitations/:key/withdraw`,
  `POST ${administrators}/:id`,
  `POST ${administrators}/:id/disable`,
  `POST ${administrators}/:id/enable`,
  `POST ${administrators}/:id/sessions`,
  `GET ${administrators}/:id/link`,
  `POST ${administrators}/:id/link`,
  `GET ${administrators}/:id/remove`,
  `POST ${administrators}/:id/remove`,
  'GET /admin/break-glass/make',
  'POST /admin/break-glass/make',
]

/** A GET that changes something: what an application answers when it was asked to connect. */
const changing = ['GET /admin/applications/connect/callback']

eachStore((_engine, openStore) => {
  let house: TestHouse
  let routes: readonly Route[]
  beforeAll(async () => {
    house = await testHouse(await openStore())
    const known = ssoApp(house.world).app.routes.filter(({ method }) => method !== 'ALL')
    routes = [...new Set(known.map(({ method, path }) => `${method} ${path}`))].map((line) => {
      const [method = '', path = ''] = line.split(' ')
      return { method, path }
    })
  })
  afterAll(() => house.stop())
  const inConsole = () => routes.filter(({ path }) => /^\/admin(\/|$)/.test(path) && !open.test(path))

  /** Every form is sent without its token: whoever gets past the role still changes nothing. */
  const send = async (browser: Browser, { method, path }: Route) => {
    const address = path.replaceAll(/:\w+(\{[^}]*\})?/g, 'x')
    return method === 'GET' ? browser.get(address) : browser.post(address, {})
  }
  const isRefused = async (browser: Browser, route: Route) => {
    const answer = await send(browser, route)
    return answer.status === 403 && (await answer.text()).includes('role-too-low')
  }
  const refused = async (browser: Browser, of: readonly Route[]) => {
    const lines: string[] = []
    for (const route of of) if (await isRefused(browser, route)) lines.push(`${route.method} ${route.path}`)
    return lines.toSorted()
  }
  // The last of all: it would end the session that walks.
  const walked = () => inConsole().filter(({ path }) => path !== '/admin/sign-out')

  test('nobody comes anywhere but to the sign-in', async () => {
    expect(inConsole().length).toBeGreaterThan(60)
    for (const route of inConsole()) {
      const answer = await send(new AdministratorBrowser(house.origin), route)
      const to = locationOf(answer).startsWith('/admin/sign-in')
      expect([`${route.method} ${route.path}`, answer.status, to]).toEqual([
        `${route.method} ${route.path}`,
        303,
        true,
      ])
    }
  })

  test('an auditor reads every page, and sends no form but for oneself', async () => {
    const auditor = await administratorOf(house, 'ada', 'auditor')
    const forms = walked().filter(({ method, path }) => method !== 'GET' && !own.test(path))
    const expected = new Set([
      ...forms.map(({ method, path }) => `${method} ${path}`),
      ...ownersOnly,
      ...changing,
    ])
    expect(await refused(auditor, walked())).toEqual([...expected].toSorted())
  })

  test('an administrator does everything but what is for owners', async () => {
    const administrator = await administratorOf(house, 'bea', 'administrator')
    expect(await refused(administrator, walked())).toEqual(ownersOnly.toSorted())
  })

  test('an owner does everything, and even an owner sends no form without its token', async () => {
    const owner = await administratorOf(house, 'ona')
    expect(await refused(owner, walked())).toEqual([])
    for (const route of inConsole().filter(({ method }) => method !== 'GET')) {
      const answer = await send(owner, route)
      // What is not there is missed before the form is read.
      expect([route.path, [403, 404].includes(answer.status)]).toEqual([route.path, true])
    }
  })

  test('outside the console nothing is changed but by the person that it is about', () => {
    const forms = routes.filter(({ method, path }) => method !== 'GET' && !path.startsWith('/admin'))
    expect(forms.map(({ path }) => path).toSorted()).toEqual(
      [
        '/plugins/servlet/no.kantega.saml/sp/:id/login',
        '/saml/sso',
        '/sign-out',
        '/test-sign-in/:token',
      ].toSorted(),
    )
  })
})
