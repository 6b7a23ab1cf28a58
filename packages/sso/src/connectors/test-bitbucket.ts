import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

interface User {
  id: number
  name: string
  displayName: string
  emailAddress: string
  active: boolean
}
type Json = Readonly<Record<string, unknown>>
interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly json: Json
}
type Answered = readonly [status: number, json?: unknown, headers?: Readonly<Record<string, string>>]

const sessionCookie = 'BITBUCKETSESSIONID=1'
const exceptions = 'com.atlassian.bitbucket'
const error = (message: string, exceptionName?: string, context?: string) => ({
  errors: [{ context: context ?? null, message, exceptionName: exceptionName ?? null }],
})

/** For tests: what Bitbucket answers on the wire, over real HTTP; just the calls that we make. */
export class TestBitbucket {
  version = '9.4.0'
  readonly password = 'correct horse'
  /** Of OAuth 2.0; see `TestLink`. */
  readonly accessTokens = new Set<string>()
  readonly users: User[] = []
  readonly groups = new Set(['stash-users', 'bitbucket-users', 'bitbucket-admins'])
  readonly members = new Map<string, Set<string>>()
  readonly userPermissions = new Map<string, string>([['admin', 'SYS_ADMIN']])
  readonly groupPermissions = new Map<string, string>([
    ['stash-users', 'LICENSED_USER'],
    ['bitbucket-admins', 'ADMIN'],
  ])
  readonly idps: Json[] = []
  readonly sso: Record<string, unknown> = { 'show-login-form': true, 'enable-authentication-fallback': false }
  readonly asked: string[] = []
  readonly createdWith: URLSearchParams[] = []
  /** Answers in place of the usual one; gives undefined to leave it. Throwing drops the connection. */
  before: (asked: Asked) => Answered | undefined = () => undefined
  /** Called when the usual answer is made, before it is sent. Throwing drops the connection. */
  after: (asked: Asked) => void = () => undefined
  /** Short pages, so that paging is walked. */
  pageSize = 2

  #idpsMade = 0
  #usersMade = 0
  #server = createServer((request, response) => void this.#serve(request, response))
  baseUrl = ''

  async start(contextPath = ''): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    const port = address && typeof address === 'object' ? address.port : 0
    this.baseUrl = `http://127.0.0.1:${port}${contextPath}`
    this.addUser('admin')
    return this
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  addUser(name: string, more: Partial<User> = {}): void {
    this.#usersMade += 1
    this.users.push({
      id: this.#usersMade,
      name,
      displayName: `The ${name}`,
      emailAddress: `${name}@old.example`,
      active: true,
      ...more,
    })
  }

  groupsOf(name: string): readonly string[] {
    return [...(this.members.get(name) ?? [])].sort()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const url = new URL(request.url ?? '', this.baseUrl)
    const path = url.pathname.slice(new URL(this.baseUrl).pathname.replace(/\/$/, '').length)
    const asked: Asked = {
      method: request.method ?? '',
      path: path.replace(/^\/rest\//, ''),
      query: url.searchParams,
      json: read(body, request.headers['content-type']),
    }
    this.asked.push(`${asked.method} ${asked.path}`)
    try {
      const [status, json, headers] = this.before(asked) ?? this.#answer(asked, request)
      this.after(asked)
      response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers })
      response.end(json === undefined ? undefined : typeof json === 'string' ? json : JSON.stringify(json))
    } catch {
      response.destroy()
    }
  }

  #answer(asked: Asked, request: IncomingMessage): Answered {
    const { method, path } = asked
    if (path === 'api/latest/application-properties') {
      return [200, { version: this.version, buildNumber: '9004000', displayName: 'Bitbucket' }]
    }
    if (path === 'authconfig/latest/login-options') return [200, { results: [{ type: 'LOGIN_FORM' }] }]
    if (path === 'tsv/latest/authenticate') return this.#logIn(asked.json)
    // Secure administrator sessions are switched off.
    if (path === '/websudo') return [302, undefined, { location: '/' }]
    const { authorization = '', cookie } = request.headers
    const userName = cookie === sessionCookie ? 'admin' : this.#caller(authorization)
    if (!this.users.some(({ name }) => name === userName)) {
      const said = 'Authentication failed. Please check your credentials and try again.'
      return [401, error(said, `${exceptions}.auth.IncorrectPasswordAuthenticationException`)]
    }
    if (this.userPermissions.get(userName) !== 'SYS_ADMIN') {
      const said = 'You are not permitted to access this resource'
      return [401, error(said, `${exceptions}.AuthorisationException`), { 'x-ausername': userName }]
    }
    if (request.headers['x-atlassian-token'] !== 'no-check') return [403, error('XSRF check failed')]
    if (path.startsWith('authconfig/')) return this.#authconfig(asked)
    const call = `${method} ${path.replace('api/latest/admin/', '')}`
    return this.#admin(call, asked)
  }

  #logIn({ username, password }: Json): Answered {
    if (username !== 'admin' || password !== this.password)
      return [401, { message: 'Invalid username or password.', captchaRequired: false }]
    return [200, { next: '/' }, { 'set-cookie': `${sessionCookie}; Path=/; HttpOnly` }]
  }

  /** '' for nobody; access tokens are the first administrator's. */
  #caller(authorization: string): string {
    if (authorization.startsWith('Bearer '))
      return this.accessTokens.has(authorization.slice(7)) ? 'admin' : ''
    const [userName = '', password] = Buffer.from(authorization.slice(6), 'base64').toString().split(':')
    return password === this.password ? userName : ''
  }

  #admin(call: string, { query, json }: Asked): Answered {
    const filter = (query.get('filter') ?? '').toLowerCase()
    switch (call) {
      case 'GET users':
        return this.#page(
          this.users.filter((user) => Object.values(user).join(' ').toLowerCase().includes(filter)),
          query,
        )
      case 'POST users':
        return this.#create(query)
      case 'POST users/add-groups':
        return this.#addGroups(String(json.user), Array.isArray(json.groups) ? json.groups.map(String) : [])
      case 'POST users/remove-group':
        this.members.get(String(json.context))?.delete(String(json.itemName))
        return [200]
      case 'PUT users':
        return this.#changeDetails(json)
      case 'POST users/rename':
        return this.#rename(String(json.name), String(json.newName))
      case 'GET users/more-members':
        return this.#page(
          this.groupsOf(query.get('context') ?? '').map((name) => ({ name, deletable: true })),
          query,
        )
      case 'GET groups':
        return this.#page(
          [...this.groups].filter((name) => name.includes(filter)).map((name) => ({ name, deletable: true })),
          query,
        )
      case 'GET permissions/users':
        return this.#page(
          [...this.userPermissions]
            .filter(([name]) => name.toLowerCase().includes(filter))
            .map(([name, permission]) => ({ user: { name }, permission })),
          query,
        )
      case 'GET permissions/groups':
        return this.#page(
          [...this.groupPermissions].map(([name, permission]) => ({ group: { name }, permission })),
          query,
        )
      default:
        return [404, error(`no ${call}`)]
    }
  }

  #create(query: URLSearchParams): Answered {
    const of = (name: string) => query.get(name) ?? ''
    const name = of('name')
    if (!/@/.test(of('emailAddress')) || of('password') === '') {
      return [400, error('The email should be a valid email address.', undefined, 'email')]
    }
    if (this.users.some((user) => user.name.toLowerCase() === name.toLowerCase())) {
      return [409, error('A user with this name exists.')]
    }
    this.createdWith.push(query)
    this.addUser(name, { displayName: of('displayName'), emailAddress: of('emailAddress') })
    if (of('addToDefaultGroup') === 'true') this.members.set(name, new Set(['stash-users']))
    return [204]
  }

  #changeDetails({ name, displayName, email }: Json): Answered {
    const user = this.users.find((one) => one.name === name)
    if (!user) return [404, error(`User '${String(name)}' does not exist.`)]
    Object.assign(user, { displayName, emailAddress: email })
    return [200, user]
  }

  #rename(name: string, newName: string): Answered {
    const user = this.users.find((one) => one.name === name)
    if (!user) return [404, error(`User '${name}' does not exist.`)]
    user.name = newName
    this.members.set(newName, new Set(this.groupsOf(name)))
    this.members.delete(name)
    return [200, user]
  }

  #addGroups(user: string, groups: readonly string[]): Answered {
    const missing = groups.find((group) => !this.groups.has(group))
    if (missing) return [404, error(`Group '${missing}' does not exist.`)]
    this.members.set(user, new Set([...this.groupsOf(user), ...groups]))
    return [200]
  }

  #authconfig({ method, path, json, query }: Asked): Answered {
    const [, , kind, id] = path.split('/')
    if (kind === 'sso') return [200, Object.assign(this.sso, method === 'PATCH' ? json : {})]
    if (method === 'GET') {
      const [status, page] = this.#page(this.idps, query)
      const { values, ...rest } = page as { values: unknown }
      return [status, { ...rest, results: values }]
    }
    const { 'client-secret': _never, ...told } = json
    if (method === 'POST') {
      const made = { id: ++this.#idpsMade, ...told }
      this.idps.push(made)
      return [200, made]
    }
    const at = this.idps.findIndex((entry) => String(entry.id) === id)
    if (at < 0) return [404, { message: 'no such identity provider' }]
    if (method === 'DELETE') return [200, this.idps.splice(at, 1)[0]]
    this.idps[at] = { ...this.idps[at], ...told }
    return [200, this.idps[at]]
  }

  /** `nextPageStart` leaves gaps, as the real one does: whoever computes it walks past values. */
  #page(all: readonly unknown[], query: URLSearchParams): Answered {
    const start = Number(query.get('start') ?? 0) / 10
    const values = all.slice(start, start + this.pageSize)
    const isLastPage = start + this.pageSize >= all.length
    return [
      200,
      {
        size: values.length,
        limit: this.pageSize,
        isLastPage,
        values,
        start: start * 10,
        ...(isLastPage ? {} : { nextPageStart: (start + this.pageSize) * 10 }),
      },
    ]
  }
}

const read = (body: string, type = ''): Json => {
  if (body === '') return {}
  return type.startsWith('application/json')
    ? JSON.parse(body)
    : Object.fromEntries(new URLSearchParams(body))
}
