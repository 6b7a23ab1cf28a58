import type { Session } from '@postern/kit/session'
import type { World } from '@postern/kit/world'
import type { JWK } from 'jose'
import type { AccountClaims, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { Account } from '../accounts/account.ts'
import type { Accounts } from '../accounts/store.ts'
import type { Activity } from '../activity/store.ts'
import type { Applications } from '../applications/store.ts'
import { adapterFor } from './adapter.ts'
import { providerCookies } from './cookies.ts'
import { renderError } from './error-page.tsx'
import { policy } from './policy.ts'
import type { OpenidRecords } from './records.ts'

/** Seconds. A code is fetched at once; the rest must last for one exchange and one look at userinfo. */
const ttl = {
  AuthorizationCode: 60,
  AccessToken: 300,
  IdToken: 600,
  Grant: 600,
  Interaction: 1_800,
  Session: 60,
}

/** How oidc-provider is set; everything that it offers and no application of ours needs is off. */
export function configuration(of: {
  readonly world: World
  readonly activity: Activity
  readonly key: JWK
  readonly ours: (ctx: KoaContextWithOIDC) => Promise<Session | undefined>
  readonly sessionAlive: (key: string, accountId: string) => Promise<boolean>
  readonly accounts: Accounts
  readonly applications: Applications
  readonly records: OpenidRecords
}): Configuration {
  return {
    adapter: adapterFor(of),
    jwks: { keys: [of.key] },
    ...surface,
    ttl,
    cookies: {
      names: providerCookies(of.world),
      long: { httpOnly: true, sameSite: 'lax' },
      short: { httpOnly: true, sameSite: 'lax' },
    },
    interactions: { policy: policy(of), url: (_ctx, { uid }) => `/sign-in/${uid}` },
    findAccount: findAccount(of),
    loadExistingGrant,
    // Our session is asked by `findAccount` instead, each time a code or a token is shown.
    expiresWithSession: async () => false,
    clientBasedCORS: () => false,
    renderError: renderError(of),
  }
}

const surface: Configuration = {
  routes: { authorization: '/authorize', token: '/token', userinfo: '/userinfo', jwks: '/jwks' },
  scopes: ['openid'],
  // Applications read these from the ID token (Bitbucket from nowhere else), hence `conformIdTokenClaims: false`.
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
  conformIdTokenClaims: false,
  // Which of several identity providers: no standard has a name for it.
  extraParams: ['idp'],
  responseTypes: ['code'],
  subjectTypes: ['public'],
  clientAuthMethods: ['client_secret_basic'],
  enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
  // Bitbucket sends none; whoever sends one is held to it.
  pkce: { required: () => false },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    dPoP: { enabled: false },
    resourceIndicators: { enabled: false },
  },
}

/** The account for a request, a code or a token; gone with the session that a code or token came from. */
function findAccount(of: Parameters<typeof configuration>[0]): NonNullable<Configuration['findAccount']> {
  return async (ctx, sub, token) => {
    const account = await of.accounts.find(sub)
    const application = await of.applications.findByClient(ctx.oidc.client?.clientId ?? '')
    if (!account || account.applicationId !== application?.id) return undefined
    if (token && !(await of.sessionAlive(sessionOf(token), sub))) return undefined
    return { accountId: sub, claims: async () => claims(account) }
  }
}

function sessionOf(token: object): string {
  return 'sessionUid' in token && typeof token.sessionUid === 'string' ? token.sessionUid : ''
}

function claims(account: Account): AccountClaims {
  return {
    sub: account.id,
    name: account.displayName,
    preferred_username: account.userName,
    email: account.emailAddress,
  }
}

const loadExistingGrant: NonNullable<Configuration['loadExistingGrant']> = async ({ oidc }) => {
  const { client, account, provider } = oidc
  if (!client || !account) return undefined
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId })
  grant.addOIDCScope('openid profile email')
  await grant.save()
  return grant
}
