import { createServer } from 'node:net'
import { serve } from '@postern/kit/http'
import type { Store } from '@postern/kit/store'
import { type TestClock, testWorld } from '@postern/kit/testing'
import { type AttributeToWrite, type ResponseToWrite, writePost, writeResponse } from '@postern/saml'
import { activity } from '../activity/store.ts'
import { ssoApp } from '../app.ts'
import { applicationId } from '../applications/application.ts'
import { applications } from '../applications/store.ts'
import type { Connection } from '../connections/connection.ts'
import { newConnection } from '../connections/draft.ts'
import { connections } from '../connections/store.ts'
import { TestBitbucket } from '../connectors/test-bitbucket.ts'
import { migrations } from '../migrations.ts'
import { testSigningKey } from './test-signing-key.ts'

const minute = 60_000
export const entityId = 'https://sts.windows.net/8d3c2b1a-0000-4000-8000-000000000001/'
const claim = (name: string, value: string): AttributeToWrite => ({ name, values: [value] })

/** The person who signs in by a connection: each has its own, since an account belongs to one connection. */
export const personOf = ({ name }: Connection) => `B.Simon.${name.replace(/\D/g, '')}@contoso.example`

/** For tests: the SSO service on a real port, a Bitbucket on another, and the hand of an identity provider. */
export async function testHouse(store: Store) {
  const clock: TestClock = { now: Date.parse('2026-11-25T09:00:00Z') }
  const port = await freePort()
  const origin = `http://localhost:${port}`
  await store.migrate(migrations)
  const made = testWorld({ store, clock, publicUrl: origin, name: 'sso' })
  const world = { ...made, settings: { ...made.settings, port } }
  const bitbucket = await new TestBitbucket().start()
  const key = testSigningKey('Microsoft Azure Federated SSO Certificate', clock.now - minute)
  const application = {
    id: applicationId('bitbucket1'),
    name: 'Bitbucket',
    kind: 'bitbucket',
    baseUrl: bitbucket.baseUrl,
    version: '9.4.0',
    openid: { clientId: 'client1', redirectUri: `${bitbucket.baseUrl}/callback`, providerId: '1' },
    straight: true,
    createdAt: clock.now,
  } as const
  await applications(store, world.seal).save(application, {
    clientSecret: 'secret1',
    userName: 'admin',
    password: bitbucket.password,
  })
  const { app, openid } = ssoApp(world)
  const server = await serve({ app, settings: world.settings, before: openid.handle })
  let made_ = 0

  /** A ready connection, changed as told. */
  async function connection(changes: Partial<Connection> = {}): Promise<Connection> {
    made_ += 1
    const { random } = world
    const one: Connection = {
      ...newConnection({
        random,
        publicUrl: world.settings.publicUrl,
        name: `Entra ${made_}`,
        now: clock.now,
      }),
      state: 'active',
      applicationId: application.id,
      identityProvider: {
        entityId: entityId.replace('0001', String(1000 + made_)),
        singleSignOn: [
          {
            binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
            location: 'https://login.example/saml2?tenant=1',
          },
        ],
        certificates: [key.certificate],
      },
      accounts: { create: true, groups: ['stash-users'] },
      knownDomains: ['contoso.example'],
      ...changes,
    }
    await connections(store).create(one)
    return one
  }

  /** A Response of the connection's identity provider, as Entra writes it; `changes` as told. */
  function response(
    of: Connection,
    changes: {
      readonly inResponseTo?: string
      readonly nameId?: string
      readonly id?: string
      readonly authnInstant?: number
      readonly audience?: string
      readonly key?: ResponseToWrite['sign']['key']
    } = {},
  ): string {
    const issuer = of.identityProvider?.entityId ?? ''
    const { now } = clock
    const nameId = changes.nameId ?? personOf(of)
    const id = changes.id ?? `_${world.random(16).toString('hex')}`
    return writeResponse({
      id: `_${world.random(16).toString('hex')}`,
      issueInstant: now,
      destination: of.address,
      ...(changes.inResponseTo === undefined ? {} : { inResponseTo: changes.inResponseTo }),
      issuer,
      assertion: {
        id,
        issueInstant: now,
        nameId: { value: nameId, format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' },
        audience: changes.audience ?? of.address,
        recipient: of.address,
        notBefore: now - 5 * minute,
        notOnOrAfter: now + 60 * minute,
        authnInstant: changes.authnInstant ?? now,
        attributes: [
          claim('http://schemas.microsoft.com/identity/claims/objectidentifier', `object of ${nameId}`),
          claim('http://schemas.microsoft.com/identity/claims/displayname', nameId.split('@')[0] ?? ''),
          claim('http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name', nameId),
        ],
      },
      sign: { key: changes.key ?? key, option: 'assertion' },
    })
  }

  return {
    clock,
    world,
    origin,
    bitbucket,
    key,
    connection,
    response,
    connections: connections(store),
    activity: activity(store),
    browser: () => new TestBrowser(origin),
    async stop() {
      await server.stop()
      await bitbucket.stop()
    },
  }
}

export type TestHouse = Awaited<ReturnType<typeof testHouse>>

/** One browser: its cookies, and no following of redirects. `cross` leaves out what a POST from another site leaves out. */
export class TestBrowser {
  readonly #origin: string
  readonly cookies = new Map<string, { readonly value: string; readonly sameSite: string }>()

  constructor(origin: string) {
    this.#origin = origin
  }

  get(path: string): Promise<Response> {
    return this.#send(path, { method: 'GET' }, ['Lax', 'Strict', 'None'])
  }

  /** A form from another site's page: only cookies that say SameSite=None go with it. */
  postFromElsewhere(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.#post(path, fields, ['None'], 'cross-site')
  }

  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.#post(path, fields, ['Lax', 'Strict', 'None'], 'same-origin')
  }

  answer(path: string, xml: string, relayState?: string): Promise<Response> {
    const fields = { SAMLResponse: writePost(xml), ...(relayState ? { RelayState: relayState } : {}) }
    return this.postFromElsewhere(path, fields)
  }

  /** As a form with files does. */
  postFiles(path: string, fields: Readonly<Record<string, string>>, files: Readonly<Record<string, Blob>>) {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    for (const [name, file] of Object.entries(files)) body.set(name, file, `${name}.xml`)
    const headers = { 'sec-fetch-site': 'same-origin' }
    return this.#send(path, { method: 'POST', headers, body }, ['Lax', 'Strict', 'None'])
  }

  #post(path: string, fields: Readonly<Record<string, string>>, sends: readonly string[], site: string) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': site }
    const body = new URLSearchParams(fields).toString()
    return this.#send(path, { method: 'POST', headers, body }, sends)
  }

  async #send(
    path: string,
    init: RequestInit & { headers?: Record<string, string> },
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

function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}
