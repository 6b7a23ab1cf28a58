import { startProblem } from '../start/problems.ts'

/** What came back: the final address after redirects, and the page. */
export interface Page {
  readonly url: URL
  readonly status: number
  readonly text: string
}

/** A list is one field for each of its values, as ticked boxes of one name are sent. */
export type Fields = Readonly<Record<string, string | readonly string[] | Blob>>

const redirectsAtMost = 10
const patience = 20_000

/**
 * A browser without a window: keeps cookies, follows redirects, and sends the forms that it was shown. It can do what a
 * person's clicks can do, and no more.
 */
export class Visitor {
  readonly #jar = new Map<string, string>()
  readonly #server: string

  constructor(server: string) {
    this.#server = server
  }

  get(path: string): Promise<Page> {
    return this.#follow(new URL(path, this.#server), { method: 'GET' })
  }

  /** Opens the page at `path` for its CSRF token, then posts `fields` to `action` (the page itself unless told). */
  async send(step: string, path: string, fields: Fields, action = path): Promise<Page> {
    const form = await this.get(path)
    const token = /name="csrf"[^>]*value="([^"]+)"/.exec(form.text)?.[1]
    if (!token)
      throw startProblem('sandbox-failed', { step, why: `${path} answered ${form.status} without a form.` })
    const sent = await this.post(new URL(action, form.url), { csrf: token, ...fields })
    if (sent.status >= 400) throw startProblem('sandbox-failed', { step, why: complaint(sent) })
    return sent
  }

  post(url: URL, fields: Fields): Promise<Page> {
    return this.#follow(url, { method: 'POST', body: body(fields) })
  }

  async #follow(start: URL, request: RequestInit): Promise<Page> {
    let url = start
    let next = request
    for (let hop = 0; hop < redirectsAtMost; hop++) {
      const answer = await fetch(url, {
        ...next,
        headers: { cookie: [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
      })
      this.#keep(answer.headers.getSetCookie())
      const location = answer.headers.get('location')
      const text = await answer.text()
      if (!location || answer.status < 300 || answer.status > 399) return { url, status: answer.status, text }
      url = new URL(location, url)
      next = { method: 'GET' }
    }
    throw startProblem('sandbox-failed', {
      step: String(start),
      why: `more than ${redirectsAtMost} redirects.`,
    })
  }

  #keep(headers: readonly string[]): void {
    for (const header of headers) {
      const [pair = ''] = header.split(';')
      const at = pair.indexOf('=')
      this.#jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
}

function body(fields: Fields): URLSearchParams | FormData {
  const pairs = Object.entries(fields).flatMap(([name, value]): readonly [string, string | Blob][] =>
    typeof value === 'string' || value instanceof Blob
      ? [[name, value]]
      : value.map((one): [string, string] => [name, one]),
  )
  if (pairs.every((pair): pair is [string, string] => typeof pair[1] === 'string'))
    return new URLSearchParams(pairs)
  const form = new FormData()
  for (const [name, value] of pairs) {
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, value, `${name}.xml`)
  }
  return form
}

/** What the page says is wrong: its title and the errors of its fields, as words. */
function complaint({ status, text }: Page): string {
  const words = (html: string) =>
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  const title = words(/<title>(.*?)<\/title>/s.exec(text)?.[1] ?? '')
  const errors = [...text.matchAll(/<[^>]+class="error"[^>]*>(.*?)<\/p>/gs)].map((match) =>
    words(match[1] ?? ''),
  )
  return [`HTTP ${status}`, title, ...errors].filter((part) => part !== '').join('. ')
}
