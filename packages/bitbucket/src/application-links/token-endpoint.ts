import { timingSafeEqual } from 'node:crypto'
import { type Env, readOctets, type Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { accessLasts, type Grants, type Tokens } from './grants.ts'
import type { ApplicationLinks } from './links.ts'
import { digest } from './tables.ts'

const largest = 16_384
const base = '/rest/oauth2/:version{latest|1\\.0}'

type TokenError = 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type'

/**
 * `POST /token` (RFC 6749 5; bitbucket.md 2.0): parameters in the body, the secret there too or as Basic. An address is
 * logged on the way, so that parameters in the query are not read.
 */
export function tokenRoutes({ links, grants }: { links: ApplicationLinks; grants: Grants }): Hono<Env> {
  const app = new Hono<Env>()
  // What clients ask to learn whether the provider is there at all: 401, not 404.
  app.get(`${base}/client`, (web) => web.json({ message: 'Client must be authenticated.' }, 401))
  app.post(`${base}/token`, async (web) => {
    web.header('cache-control', 'no-store')
    web.header('pragma', 'no-cache')
    const fields = new URLSearchParams(Buffer.from(await readOctets(web, largest)).toString('utf8'))
    const field = (name: string) => fields.get(name) ?? ''
    const { id, secret } = clientOf(web, field)
    const link = await links.findByClient(id)
    if (!link || !(await links.isSecret(link.id, secret))) return refuse(web, 'invalid_client', 401)
    const { random } = web.var.world
    switch (field('grant_type')) {
      case 'authorization_code': {
        if (field('redirect_uri') !== link.redirectUrl) return refuse(web, 'invalid_grant')
        const proves = (challenge: string) => isProof(challenge, field('code_verifier'))
        return answer(web, await grants.redeem(link.id, field('code'), proves, random, web.var.now))
      }
      case 'refresh_token':
        return answer(web, await grants.refresh(link.id, field('refresh_token'), random, web.var.now))
      default:
        return refuse(web, 'unsupported_grant_type')
    }
  })
  return app
}

function clientOf(web: Web, field: (name: string) => string): { id: string; secret: string } {
  const [, encoded] = /^Basic +([\w+/=]{1,1000})$/i.exec(web.req.header('authorization') ?? '') ?? []
  if (encoded === undefined) return { id: field('client_id'), secret: field('client_secret') }
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return { id, secret }
}

/** RFC 7636 4.6. Where no challenge was made, a verifier proves nothing and is an error of the client. */
function isProof(challenge: string, verifier: string): boolean {
  if (challenge === '') return verifier === ''
  return timingSafeEqual(Buffer.from(digest(digest(verifier))), Buffer.from(digest(challenge)))
}

function answer(web: Web, tokens: Tokens | undefined): Response {
  if (!tokens) return refuse(web, 'invalid_grant')
  return web.json({
    scope: tokens.scopes.join(' ') || 'PUBLIC_REPOS',
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    token_type: 'bearer',
    expires_in: accessLasts / 1_000,
    created_at: Math.floor(web.var.now / 1_000),
  })
}

const descriptions: Readonly<Record<TokenError, string>> = {
  invalid_client: 'Client ID or Client secret is wrong.',
  invalid_grant: 'The code or the refresh token is unknown, used, too old, or for another client.',
  unsupported_grant_type: 'grant_type must be authorization_code or refresh_token.',
}

const refuse = (web: Web, error: TokenError, status: 400 | 401 = 400) =>
  web.json({ error, error_description: descriptions[error] }, status)
