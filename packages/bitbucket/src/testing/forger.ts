import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { freePort } from '@postern/kit/testing'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

export interface Forger {
  readonly issuer: string
  /** What the next ID token holds, over what an honest one would; `key: 'other'` signs with a key that is not published. */
  next(of: { claims?: JWTPayload; key?: 'own' | 'other'; omit?: string; userinfo?: JWTPayload }): void
  /** Authorization headers of the token requests so far. */
  readonly tokenRequests: readonly { authorization: string | undefined; body: string }[]
  stop(): Promise<void>
}

/** An identity provider that says what the test wants, for all that an honest one would never say. */
export async function startForger(nonceOf: () => string): Promise<Forger> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const [own, other] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const jwks = { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] }
  let told: Parameters<Forger['next']>[0] = {}
  const tokenRequests: { authorization: string | undefined; body: string }[] = []

  const idToken = () => {
    const now = Math.floor(Date.now() / 1_000)
    const honest = {
      iss: issuer,
      aud: 'bitbucket',
      sub: 'someone',
      iat: now,
      exp: now + 300,
      nonce: nonceOf(),
      preferred_username: 'someone',
    }
    const claims = Object.entries({ ...honest, ...told.claims }).filter(([name]) => name !== told.omit)
    return new SignJWT(Object.fromEntries(claims))
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .sign(told.key === 'other' ? other.privateKey : own.privateKey)
  }
  const answers: Readonly<Record<string, (request: IncomingMessage) => Promise<unknown>>> = {
    '/.well-known/openid-configuration': async () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
    }),
    '/jwks': async () => jwks,
    '/userinfo': async () => told.userinfo ?? { sub: 'someone' },
    '/token': async (request) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      tokenRequests.push({ authorization: request.headers.authorization, body })
      return { id_token: await idToken(), access_token: 'access', token_type: 'Bearer' }
    },
  }
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const answer = answers[new URL(request.url ?? '/', issuer).pathname]
    void (answer?.(request) ?? Promise.resolve({})).then((body) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    issuer,
    tokenRequests,
    next: (of) => {
      told = of
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
