/** An answer after redirects, and where they ended. */
export interface Visit {
  readonly url: string
  readonly status: number
  readonly text: string
  /** Every address on the way. */
  readonly way: readonly string[]
}

/** What a browser does of HTTP: cookies by host, redirects followed by GET, forms sent with their hidden fields. */
export class Browser {
  readonly #jar = new Map<string, Map<string, string>>()

  cookie(url: string, name: string): string | undefined {
    return this.#jar.get(new URL(url).hostname)?.get(name)
  }

  async open(address: string, init: RequestInit = {}, until?: (url: string) => boolean): Promise<Visit> {
    const way: string[] = []
    let [url, request] = [address, init]
    for (let hops = 0; hops < 20; hops++) {
      way.push(url)
      if (until?.(url)) return { url, status: 0, text: '', way }
      const response = await this.#send(url, request)
      const location = response.headers.get('location')
      if (location === null || response.status < 300 || response.status > 399)
        return { url, status: response.status, text: await response.text(), way }
      await response.body?.cancel()
      url = new URL(location, url).href
      request = {}
    }
    throw new Error(`redirects do not end: ${way.join(' → ')}`)
  }

  /** Sends the form of a page whose action ends with `action`, with its hidden fields and what is typed. */
  submit(page: Visit, action: string, typed: Record<string, string>): Promise<Visit> {
    const form = page.text.split('<form').find((part) => part.includes(`action="${action}"`))
    if (!form) throw new Error(`no form to ${action} on ${page.url}:\n${page.text}`)
    const fields = new URLSearchParams()
    for (const [, name, value] of form
      .split('</form>')[0]
      ?.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g) ?? [])
      fields.append(name ?? '', plain(value ?? ''))
    for (const [name, value] of Object.entries(typed)) fields.set(name, value)
    return this.open(new URL(action, page.url).href, { method: 'POST', body: fields })
  }

  async #send(url: string, init: RequestInit): Promise<Response> {
    const { hostname } = new URL(url)
    const jar = this.#jar.get(hostname) ?? new Map<string, string>()
    this.#jar.set(hostname, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = new Headers(init.headers)
    if (cookie) headers.set('cookie', cookie)
    const response = await fetch(url, { ...init, redirect: 'manual', headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name === undefined) continue
      if (/max-age=0(?:;|$)/i.test(line)) jar.delete(name)
      else jar.set(name, value ?? '')
    }
    return response
  }
}

const plain = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
