/** An answer as a test reads it. */
export interface Page {
  readonly status: number
  readonly location: string | undefined
  readonly headers: Headers
  readonly text: string
  /** Values of the hidden fields, by name. */
  readonly hidden: Readonly<Record<string, string>>
}

/** Entities that hono/jsx writes; `&amp;` last, so that nothing is decoded twice. */
const decode = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** A client with a cookie jar and no more: what a browser does without script, by hand. Follows no redirect. */
export class Browser {
  readonly #cookies = new Map<string, string>()
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  get(path: string): Promise<Page> {
    return this.#ask(path, {})
  }

  /** Posts fields as they are. `cookies: false`: as from another site, which takes no SameSite=Lax cookie along. */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    of: { cookies?: boolean } = {},
  ): Promise<Page> {
    return this.#ask(path, { method: 'POST', body: new URLSearchParams(fields) }, of.cookies ?? true)
  }

  /** The same for fields that come more than once. */
  postAll(path: string, fields: readonly (readonly [string, string])[]): Promise<Page> {
    const body = new URLSearchParams()
    for (const [name, value] of fields) body.append(name, value)
    return this.#ask(path, { method: 'POST', body })
  }

  /** As `multipart/form-data`: with a file. */
  postForm(path: string, body: FormData): Promise<Page> {
    return this.#ask(path, { method: 'POST', body })
  }

  /** Opens the page at `form`, takes its hidden fields along, and posts to `action`. */
  async submit(form: string, action: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    const page = await this.get(form)
    return this.post(action, { ...page.hidden, ...fields })
  }

  async #ask(path: string, of: RequestInit, cookies = true): Promise<Page> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(path, this.#origin), {
      ...of,
      redirect: 'manual',
      headers: cookies && cookie !== '' ? { cookie } : {},
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      if (/max-age=0/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const text = await answer.text()
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? undefined,
      headers: answer.headers,
      text,
      hidden: hiddenFields(text),
    }
  }
}

function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [, name = '', value = ''] of html.matchAll(
    /<input type="hidden" name="([^"]*)" value="([^"]*)"/g,
  )) {
    fields[decode(name)] = decode(value)
  }
  return fields
}
