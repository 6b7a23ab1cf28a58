/** A browser without pages: it keeps cookies by path and follows redirects within one origin. */
export class TestBrowser {
  readonly cookies = new Map<string, { value: string; path: string }>()
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  async get(path: string): Promise<Response> {
    const url = new URL(path, this.#origin)
    const sent = [...this.cookies].filter(([, { path }]) => url.pathname.startsWith(path))
    const header = sent.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ')
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: header, accept: 'text/html' },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      const name = pair.slice(0, pair.indexOf('='))
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/'
      if (!/; samesite=/i.test(line)) throw new Error(`a cookie that does not say SameSite: ${name}`)
      if (/max-age=0(;|$)|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(`${name} ${path}`)
      else this.cookies.set(`${name} ${path}`, { value: pair.slice(name.length + 1), path })
    }
    return response
  }

  async follow(from: string): Promise<{ url: URL; status: number; text: string }> {
    let url = new URL(from, this.#origin)
    for (let hops = 0; hops < 10 && url.origin === this.#origin; hops++) {
      const response = await this.get(url.href)
      const location = response.headers.get('location')
      if (!location) return { url, status: response.status, text: await response.text() }
      url = new URL(location, url)
    }
    return { url, status: 0, text: '' }
  }
}
