import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { freePort } from '@postern/kit/testing'
import { Provider as OidcProvider } from 'oidc-provider'

export interface RunningProvider {
  readonly issuer: string
  /** Who is signed in there; undefined: the person refuses. */
  setPerson(person: { username: string; groups?: readonly string[] } | undefined): void
  stop(): Promise<void>
}

export const client = { id: 'bitbucket', secret: 'lettersAndDigits0123456789abcdef' }

/** A certified OpenID provider as the peer: code flow, client_secret_basic, RS256; claims in the ID token or in user info. */
export async function startProvider(
  host: string,
  claimsIn: 'id token' | 'user info',
): Promise<RunningProvider> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  let person: { username: string; groups?: readonly string[] } | undefined
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new OidcProvider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${host}/plugins/servlet/oidc/callback`],
        id_token_signed_response_alg: 'RS256',
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
    pkce: { required: () => false },
    conformIdTokenClaims: claimsIn === 'user info',
    claims: {
      openid: ['sub'],
      profile: ['preferred_username', 'name'],
      email: ['email'],
      groups: ['groups'],
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['only for this test'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, preferred_username: sub, name: sub, email: sub, groups: person?.groups }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid profile email groups')
      await grant.save()
      return grant
    },
  })
  const callback = provider.callback()
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response)
    const result = person
      ? { login: { accountId: person.username } }
      : { error: 'access_denied', error_description: 'The person said no' }
    void provider.interactionFinished(request, response, result)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    issuer,
    setPerson: (to) => {
      person = to
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
