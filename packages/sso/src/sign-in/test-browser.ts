import { readAuthnRequest, readRedirect, writePost } from '@postern/saml'
import type { Connection } from '../connections/connection.ts'

/** One browser: its cookies, and no following of redirects. `cross` leaves out what a POST from another site leaves out. */
export class TestBrowser {
  readonly #origin: string
  readonly cookies = new Map<string, { readonly value: string; readonly sameSite: string }>()

  constructor(origin: string) {
    this.#origin = origin
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#send(path, { method: 'GET', headers }, ['Lax', 'Strict', 'None'])
  }

  /** A form from another site's page: only cookies that say SameSite=None go with it. */
  postFromElsewhere(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.#post(path, fields, ['None'], 'cross-site')
  }

  post(path: string, fields: Readonly<Record<string, string>> | URLSearchParams): Promise<Response> {
    return this.#post(path, fields, ['Lax', 'Strict', 'None'], 'same-origin')
  }

  answer(path: string, xml: string, relayState?: string): Promise<Response> {
    const fields = { SAMLResponse: writePost(xml), ...(relayState ? { RelayState: relayState } : {}) }
    return this.postFromElsewhere(path, fields)
  }

  /** As a form does in which a name comes more than once. */
  postBody(path: string, body: URLSearchParams): Promise<Response> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    return this.#send(path, { method: 'POST', headers, body: body.toString() }, ['Lax', 'Strict', 'None'])
  }

  /** As a form with files does. */
  postFiles(path: string, fields: Readonly<Record<string, string>>, files: Readonly<Record<string, Blob>>) {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    for (const [name, file] of Object.entries(files)) body.set(name, file, `${name}.xml`)
    const headers = { 'sec-fetch-site': 'same-origin' }
    return this.#send(path, { method: 'POST', headers, body }, ['Lax', 'Strict', 'None'])
  }

  #post(
    path: string,
    fields: Readonly<Record<string, string>> | URLSearchParams,
    sends: readonly string[],
    site: string,
  ) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': site }
    const body = new URLSearchParams(fields).toString()
    return this.#send(path, { method: 'POST', headers, body }, sends)
  }

  async #send(
    path: string,
    init: Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> },
    sends: readonly string[],
  ): Promise<Response> {
    const cookie = [...this.cookies]
      .filter(([, { sameSite }]) => sends.includes(sameSite))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
    const url = new URL(path, this.#origin)
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    return answer
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/Max-Age=0(?:;|$)/.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, { value, sameSite: /SameSite=(\w+)/.exec(line)?.[1] ?? 'Lax' })
  }
}

/** Where a redirect leads. */
export const locationOf = (answer: Response) => answer.headers.get('location') ?? ''

/** The code that a page shows. */
export async function codeOf(answer: Response): Promise<string> {
  return /<dt>Code<\/dt><dd><code>([^<]+)/.exec(await answer.text())?.[1] ?? ''
}

/** The reference that a page shows. */
export async function referenceOf(answer: Response): Promise<string> {
  return /data-copy="([^"]+)"/.exec(await answer.clone().text())?.[1] ?? ''
}

export const pathOf = (connection: Connection) => new URL(connection.address).pathname

/** Goes to a connection's address and reads what its identity provider gets. */
export async function begin(browser: TestBrowser, connection: Connection, query = '') {
  const sent = await browser.get(`${pathOf(connection)}${query}`)
  if (sent.status !== 302) throw new Error(`the address answered ${sent.status}`)
  return asked(new URL(locationOf(sent)))
}

/** What an identity provider is asked by HTTP-Redirect. */
export function asked(url: URL) {
  const message = readRedirect(url.search)
  return { url, request: readAuthnRequest(message.octets), relayState: message.relayState ?? '' }
}
