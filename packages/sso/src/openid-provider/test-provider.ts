import { createApp, serve } from '@postern/kit/http'
import { sessions } from '@postern/kit/session'
import type { Store } from '@postern/kit/store'
import { freePort, testWorld } from '@postern/kit/testing'
import * as client from 'openid-client'
import { type Account, accountId } from '../accounts/account.ts'
import { accounts } from '../accounts/store.ts'
import { type Activity, activity } from '../activity/store.ts'
import { applicationId } from '../applications/application.ts'
import { applications } from '../applications/store.ts'
import type { ConnectionId } from '../connections/connection.ts'
import { migrations } from '../migrations.ts'
import { acceptable, finishInteraction, readInteraction } from './interaction.ts'
import { openidProvider } from './provider.ts'
import { TestBrowser } from './test-browser.ts'

export const callback = 'http://localhost:7990/plugins/servlet/oidc/callback'

export const application = {
  id: applicationId('bitbucket1'),
  name: 'Bitbucket',
  kind: 'bitbucket',
  baseUrl: 'http://localhost:7990',
  version: '9.4.0',
  protocol: 'openid',
  openid: { clientId: 'client1', redirectUri: callback, providerId: '1' },
  straight: true,
  createdAt: 1,
} as const

const account = (name: string): Account => ({
  id: accountId(`account-${name}`),
  connectionId: 'connection1' as ConnectionId,
  subject: `subject-${name}`,
  applicationId: application.id,
  userName: `${name}@contoso.example`,
  displayName: `The ${name}`,
  emailAddress: `${name}@mail.example`,
  createdAt: 1,
})

type Tokens = client.TokenEndpointResponse & client.TokenEndpointResponseHelpers

/** What a browser's request for a sign-in ended with. */
interface Asked {
  readonly url: URL
  readonly status: number
  readonly text: string
  readonly state: string
  readonly nonce: string
}

type More = Readonly<Record<string, string>>

interface RelyingParty {
  /** Asks for a sign-in in a browser and gives the address where the browser ends: the callback, or where we ask. */
  authorize(browser: TestBrowser, more?: More): Promise<Asked>
  /** Fetches the tokens for the code at `url`, with the state and nonce of the request. */
  fetchTokens(url: URL, of: Pick<Asked, 'state' | 'nonce'>, maxAge?: number): Promise<Tokens>
  signedIn(
    browser: TestBrowser,
    more?: More,
  ): Promise<Asked & { readonly tokens: Tokens; readonly claims: ReturnType<Tokens['claims']> }>
}

export interface TestProvider extends RelyingParty {
  readonly origin: string
  readonly config: client.Configuration
  discover(secret: string): Promise<client.Configuration>
  readonly activity: Activity
  browser(): TestBrowser
  stop(): Promise<void>
}

/**
 * For tests: the provider on a real port, a strict relying party before it, and pages that open and close sessions, of
 * anna and of bert, in the place of signing in.
 */
export async function testProvider(store: Store): Promise<TestProvider> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  await store.migrate(migrations)
  const made = testWorld({ store, publicUrl: origin, name: 'sso' })
  const world = { ...made, settings: { ...made.settings, port } }
  const people = sessions({ store, cookie: 'session', idle: 3_600_000, absolute: 36_000_000 })
  const apps = applications(store, world.seal)
  const known = accounts(store)
  const kept = activity(store)
  await apps.save(application, { clientSecret: 'secret1', userName: 'admin', password: 'admin password' })
  for (const name of ['anna', 'bert']) {
    await known.claim(account(name), 'ready')
  }
  const provider = openidProvider({
    world,
    sessions: people,
    applications: apps,
    accounts: known,
    activity: kept,
    issuer: `${origin}/openid`,
  })
  const app = createApp({ world, answer: (web, { code, status }) => web.text(code, status) })
  app.get('/open/:name/:seconds', async (web) => {
    const { id } = account(web.req.param('name'))
    const interaction = web.req.query('interaction')
    const authenticatedAt = Date.now() - Number(web.req.param('seconds')) * 1_000
    await people.open(web, { subject: id, authenticatedAt, facts: interaction ? { interaction } : {} })
    return web.text('opened')
  })
  app.get('/close', async (web) => {
    await people.close(web)
    return web.text('closed')
  })
  app.get('/sign-in/:uid', async (web) => {
    const interaction = await readInteraction(web)
    const session = await people.current(web)
    const who = session && (await known.find(session.subject))
    if (!session || !who || !acceptable(session, who, interaction, web.var.now)) return web.text('asks', 401)
    const { authenticatedAt } = session
    return web.redirect(await finishInteraction(web, { accountId: who.id, authenticatedAt }), 303)
  })
  const server = await serve({ app, settings: world.settings, before: (...of) => provider.handle(...of) })
  const discover = (secret: string): Promise<client.Configuration> =>
    client.discovery(
      new URL(`${origin}/openid`),
      'client1',
      { client_secret: secret, id_token_signed_response_alg: 'RS256' },
      client.ClientSecretBasic(secret),
      { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
    )
  const config: client.Configuration = await discover('secret1')
  return {
    ...relyingParty(config),
    origin,
    config,
    discover,
    activity: kept,
    browser: () => new TestBrowser(origin),
    stop: () => server.stop(),
  }
}

function relyingParty(config: client.Configuration): RelyingParty {
  const authorize: RelyingParty['authorize'] = async (browser, more = {}) => {
    const [state, nonce] = [client.randomState(), client.randomNonce()]
    const scope = 'openid profile email'
    const parameters = { redirect_uri: callback, scope, state, nonce, ...more }
    const url = client.buildAuthorizationUrl(config, parameters)
    return { ...(await browser.follow(url.href)), state, nonce }
  }
  const fetchTokens: RelyingParty['fetchTokens'] = (url, { state, nonce }, maxAge) => {
    const expected = { expectedState: state, expectedNonce: nonce }
    return client.authorizationCodeGrant(
      config,
      url,
      maxAge === undefined ? expected : { ...expected, maxAge },
    )
  }
  return {
    authorize,
    fetchTokens,
    async signedIn(browser, more = {}) {
      const asked = await authorize(browser, more)
      const tokens = await fetchTokens(asked.url, asked, more.max_age ? Number(more.max_age) : undefined)
      return { ...asked, tokens, claims: tokens.claims() }
    },
  }
}
