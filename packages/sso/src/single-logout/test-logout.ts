import { HTTP_REDIRECT } from '@postern/saml'
import type { Connection } from '../connections/connection.ts'
import { begin, pathOf, type TestBrowser } from '../sign-in/test-browser.ts'
import type { TestHouse } from '../sign-in/test-house.ts'

/** The Logout URL of the identity provider. */
export const there = 'https://login.example/logout'

export const textOf = async (answer: Response | Promise<Response>) => (await answer).text()

/** For tests: people who are signed in at a house, by connections whose identity provider signs out. */
export function logoutHands(house: TestHouse) {
  async function logoutConnection(changes: Partial<Connection> = {}): Promise<Connection> {
    const made = await house.connection({ preset: 'any-saml', ...changes })
    const { identityProvider } = made
    if (!identityProvider) throw new Error('a ready connection has an identity provider')
    const withLogout = { ...identityProvider, singleLogout: { binding: HTTP_REDIRECT, location: there } }
    await house.connections.change(made.id, { identityProvider: withLogout })
    return { ...made, identityProvider: withLogout }
  }
  async function signedIn(by: Connection): Promise<TestBrowser> {
    const browser = house.browser()
    const { request, relayState } = await begin(browser, by)
    await browser.answer(pathOf(by), house.response(by, { inResponseTo: request.id }), relayState)
    return browser
  }
  const isIn = async (browser: TestBrowser) => (await textOf(browser.get('/'))).includes('You are signed in')
  const pathIn = (url: string) => url.slice(house.origin.length)
  const newId = () => `_${house.world.random(16).toString('hex')}`
  /** The token of the forms of a page. */
  const csrfAt = async (browser: TestBrowser, path: string) =>
    /name="csrf" value="([^"]+)"/.exec(await textOf(browser.get(path)))?.[1] ?? ''
  return { logoutConnection, signedIn, isIn, pathIn, newId, csrfAt }
}

export type LogoutHands = ReturnType<typeof logoutHands>
