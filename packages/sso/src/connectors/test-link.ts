import { createHash, randomBytes } from 'node:crypto'
import type { TestBitbucket } from './test-bitbucket.ts'

const client = { clientId: 'the-client', clientSecret: 'the secret of the link' }

/** For tests: the OAuth 2.0 provider of a `TestBitbucket`, with one incoming link and an administrator who answers. */
export class TestLink {
  readonly client = client
  /** How long access tokens last, in seconds. */
  life = 7_200
  readonly #server: TestBitbucket
  readonly #codes = new Map<string, { challenge: string; callback: string }>()
  readonly refreshTokens = new Set<string>()

  constructor(server: TestBitbucket) {
    this.#server = server
    server.before = ({ method, path, json }) =>
      `${method} ${path}` === 'POST oauth2/latest/token' ? this.#token(json) : undefined
  }

  /** What the administrator's browser brings back after *Allow*. */
  allow(address: string): { code: string; state: string } {
    const asked = new URL(address).searchParams
    const code = random()
    this.#codes.set(code, {
      challenge: asked.get('code_challenge') ?? '',
      callback: asked.get('redirect_uri') ?? '',
    })
    return { code, state: asked.get('state') ?? '' }
  }

  #token(json: Readonly<Record<string, unknown>>): readonly [number, unknown] {
    const { client_id, client_secret } = json
    if (client_id !== client.clientId || client_secret !== client.clientSecret)
      return [401, { error: 'invalid_client', error_description: 'no such client' }]
    const refused = [400, { error: 'invalid_grant', error_description: 'no such grant' }] as const
    if (json.grant_type === 'refresh_token')
      return this.refreshTokens.delete(String(json.refresh_token)) ? this.#issue() : refused
    const kept = this.#codes.get(String(json.code))
    this.#codes.delete(String(json.code))
    const challenge = createHash('sha256').update(String(json.code_verifier)).digest('base64url')
    return kept?.challenge === challenge && kept.callback === json.redirect_uri ? this.#issue() : refused
  }

  #issue(): readonly [number, unknown] {
    const [access_token, refresh_token] = [random(), random()]
    this.#server.accessTokens.add(access_token)
    this.refreshTokens.add(refresh_token)
    return [
      200,
      { access_token, refresh_token, token_type: 'bearer', expires_in: this.life, scope: 'SYSTEM_ADMIN' },
    ]
  }
}

const random = () => randomBytes(16).toString('hex')
