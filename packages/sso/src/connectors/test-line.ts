import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** What passed: `POST /rest/api/latest/admin/users`, and when, in epoch milliseconds. */
export interface Passed {
  readonly method: string
  readonly url: string
  readonly at: number
}

interface Fault {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** The application does what was asked, and this is answered in place of its answer. */
  readonly afterwards?: boolean
}

/**
 * For tests: the line between a connector and the real application. It passes requests on as they are, counts them, and can
 * answer in the application's place as an overloaded one, or a proxy before one that starts, does.
 */
export class TestLine {
  readonly passed: Passed[] = []
  baseUrl = ''
  /** Pages of lists are no longer than this, whatever is asked for: a server may lower `limit` (bitbucket.md 2.0). */
  longestPage = 100
  /** Connections are dropped. */
  cut = false
  /** So many further requests lose their cookies, as if the session had ended. */
  withoutCookies = 0
  readonly #faults: Fault[] = []
  #only: (method: string) => boolean = () => true
  readonly #server: Server
  readonly #application: string

  constructor(application: string) {
    this.#application = application
    this.#server = createServer((request, response) => void this.#pass(request, response))
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    this.baseUrl = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`
    return this
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** The next requests, or the next of these methods, get these answers, one each. */
  fail(faults: readonly Fault[], only: 'all' | 'changes' = 'all'): void {
    this.#faults.splice(0, this.#faults.length, ...faults)
    this.#only = only === 'all' ? () => true : (method) => method !== 'GET'
    this.passed.length = 0
  }

  #headersOf(request: IncomingMessage): Record<string, string> {
    const { cookie, ...headers } = headersOf(request)
    if (cookie === undefined) return headers
    if (this.withoutCookies === 0) return { ...headers, cookie }
    this.withoutCookies -= 1
    return headers
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request
    if (this.cut) return void response.destroy()
    this.passed.push({ method, url, at: Date.now() })
    const fault = this.#only(method) ? this.#faults.shift() : undefined
    const body = await read(request)
    if (fault && !fault.afterwards) return answer(response, fault)
    const real = await fetch(`${this.#application}${shortened(url, this.longestPage)}`, {
      method,
      redirect: 'manual',
      headers: this.#headersOf(request),
      ...(body.length > 0 ? { body } : {}),
    })
    const octets = Buffer.from(await real.arrayBuffer())
    if (fault) return answer(response, fault)
    const kept = [...real.headers].filter(
      ([name]) => !/^(?:content-(?:length|encoding)|transfer-encoding|connection|keep-alive)$/.test(name),
    )
    response.writeHead(real.status, [...kept.flat(), 'content-length', String(octets.length)])
    response.end(octets)
  }
}

const answer = (response: ServerResponse, { status, headers }: Fault): void =>
  void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<html>')

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !/^(?:host|connection|content-length|transfer-encoding)$/.test(name)
        ? [[name, value]]
        : [],
    ),
  )

const shortened = (url: string, longest: number): string =>
  url.replace(/([?&]limit=)(\d+)/, (_, name, limit) => `${name}${Math.min(Number(limit), longest)}`)

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
