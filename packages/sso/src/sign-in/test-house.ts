import { serve } from '@postern/kit/http'
import type { Settings } from '@postern/kit/settings'
import type { Store } from '@postern/kit/store'
import { freePort, type TestClock, testWorld } from '@postern/kit/testing'
import { type AttributeToWrite, type ResponseToWrite, writeResponse } from '@postern/saml'
import { activity } from '../activity/store.ts'
import { ssoApp } from '../app.ts'
import { applicationId, type Protocol } from '../applications/application.ts'
import { applications } from '../applications/store.ts'
import type { Connection } from '../connections/connection.ts'
import { newConnection } from '../connections/draft.ts'
import { connections } from '../connections/store.ts'
import { TestBitbucket } from '../connectors/test-bitbucket.ts'
import { migrations } from '../migrations.ts'
import { TestBrowser } from './test-browser.ts'
import { testSigningKey } from './test-signing-key.ts'

const minute = 60_000
export const entityId = 'https://sts.windows.net/8d3c2b1a-0000-4000-8000-000000000001/'
const claim = (name: string, value: string): AttributeToWrite => ({ name, values: [value] })

/** The person who signs in by a connection: each has its own, since an account belongs to one connection. */
export const personOf = ({ name }: Connection) => `B.Simon.${name.replace(/\D/g, '')}@contoso.example`

/** For tests: the SSO service on a real port, a Bitbucket on another, and the hand of an identity provider. */
export async function testHouse(
  store: Store,
  { protocol = 'openid', mail }: { protocol?: Protocol; mail?: Settings['mail'] } = {},
) {
  const clock: TestClock = { now: Date.parse('2026-11-25T09:00:00Z') }
  const port = await freePort()
  const origin = `http://localhost:${port}`
  await store.migrate(migrations)
  const made = testWorld({ store, clock, publicUrl: origin, name: 'sso' })
  const world = { ...made, settings: { ...made.settings, port, mail } }
  const bitbucket = await new TestBitbucket().start()
  const key = testSigningKey('Microsoft Azure Federated SSO Certificate', clock.now - minute)
  const application = {
    id: applicationId('bitbucket1'),
    name: 'Bitbucket',
    kind: 'bitbucket',
    baseUrl: bitbucket.baseUrl,
    version: '9.4.0',
    protocol,
    openid: { clientId: 'client1', redirectUri: `${bitbucket.baseUrl}/callback`, providerId: '1' },
    straight: true,
    createdAt: clock.now,
  } as const
  await applications(store, world.seal).save(application, {
    clientSecret: 'secret1',
    userName: 'admin',
    password: bitbucket.password,
  })
  const { app, openid, jobs } = ssoApp(world)
  const server = await serve({
    app,
    settings: world.settings,
    before: (request, response) => openid.handle(request, response),
  })
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
      verifiedCertificates: [key.certificate.sha256],
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
      /** Further claims, by their names. */
      readonly claims?: Readonly<Record<string, readonly string[]>>
      readonly id?: string
      readonly authnInstant?: number
      readonly audience?: string
      readonly key?: ResponseToWrite['sign']['key']
      readonly option?: ResponseToWrite['sign']['option']
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
          ...Object.entries(changes.claims ?? {}).map(([name, values]) => ({ name, values })),
        ],
      },
      sign: { key: changes.key ?? key, option: changes.option ?? 'assertion' },
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
    applications: applications(store, world.seal),
    activity: activity(store),
    browser: () => new TestBrowser(origin),
    /** What the clock begins each minute. */
    strike: async () => {
      for (const job of jobs) await job(clock.now)
    },
    async stop() {
      await server.stop()
      await bitbucket.stop()
    },
  }
}

export type TestHouse = Awaited<ReturnType<typeof testHouse>>
