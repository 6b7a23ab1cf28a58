import type { Connection } from '../connections/connection.ts'
import { locationOf, asked as readAsked, type TestBrowser } from './test-browser.ts'
import type { TestHouse } from './test-house.ts'

/** For tests: what a browser that an application sent to our OpenID provider does at a house. */
export async function interactionHands(house: TestHouse) {
  const about = await fetch(`${house.origin}/openid/.well-known/openid-configuration`)
  const authorize = /"authorization_endpoint":"([^"]+)"/.exec(await about.text())?.[1] ?? ''

  /** A connection that alone is ready. */
  async function onlyConnection(): Promise<Connection> {
    for (const one of await house.connections.list())
      await house.connections.change(one.id, { state: 'paused' })
    return house.connection()
  }

  /** Follows redirects on our own server until it leads elsewhere or shows a page. */
  async function follow(
    browser: TestBrowser,
    start: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ answer: Response; url: URL }> {
    let url = new URL(start, house.origin)
    for (let hop = 0; hop < 10 && url.origin === house.origin; hop++) {
      const answer = await browser.get(url.href, headers)
      if (!locationOf(answer)) return { answer, url }
      url = new URL(locationOf(answer), url)
      if (url.origin !== house.origin) return { answer, url }
    }
    throw new Error(`round and round at ${url.href}`)
  }

  const asks = (more: Readonly<Record<string, string>> = {}) =>
    `${authorize}?${new URLSearchParams({
      client_id: 'client1',
      response_type: 'code',
      scope: 'openid profile email',
      redirect_uri: `${house.bitbucket.baseUrl}/callback`,
      state: 'state1',
      nonce: 'nonce1',
      ...more,
    }).toString()}`

  /** What the identity provider is asked, where the browser was led to it. */
  function asked(url: URL) {
    if (url.origin !== 'https://login.example') throw new Error(`the browser was led to ${url.href}`)
    return readAsked(url)
  }

  /** The identity provider of a connection answers, and the browser goes where it is led. */
  async function answer(
    of: Connection,
    browser: TestBrowser,
    at: ReturnType<typeof asked>,
    changes: Parameters<TestHouse['response']>[1] = {},
  ) {
    const xml = house.response(of, { inResponseTo: at.request.id, ...changes })
    const sent = await browser.answer(new URL(of.address).pathname, xml, at.relayState)
    if (sent.status !== 303) throw new Error(`the response was answered with ${sent.status}`)
    return follow(browser, locationOf(sent))
  }

  const isBack = (url: URL) =>
    url.origin === new URL(house.bitbucket.baseUrl).origin && url.searchParams.has('code')

  return { authorize, onlyConnection, follow, asks, asked, answer, isBack }
}

export type InteractionHands = Awaited<ReturnType<typeof interactionHands>>
