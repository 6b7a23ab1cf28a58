import { isProviderAddress, type Provider } from '../authentication-methods/index.ts'
import { fetchJson } from './fetch-json.ts'
import { openidProblem } from './problems.ts'

/** Where an identity provider is asked what. */
export interface Endpoints {
  readonly authorization: string
  readonly token: string
  readonly userinfo: string | undefined
  readonly jwks: string
}

const freshFor = 10 * 60_000
const mostKept = 100

/** Finds the endpoints of a provider; kept for ten minutes, failures for not at all. */
export type FindEndpoints = (provider: Provider, now: number) => Promise<Endpoints>

/**
 * By OpenID Connect Discovery 1.0. The keys are always found that way, since Bitbucket's settings have no field for them;
 * with *discovery* off, the endpoints are those of the settings. Only `iss` equal to the Issuer URL is believed (4.3), or
 * one provider could speak for another.
 */
export function discovery(): FindEndpoints {
  const kept = new Map<string, { readonly until: number; readonly document: Promise<Document> }>()
  const documentOf = (issuer: string, now: number): Promise<Document> => {
    const known = kept.get(issuer)
    if (known && known.until > now) return known.document
    const document = read(issuer)
    if (kept.size >= mostKept) kept.clear()
    kept.set(issuer, { until: now + freshFor, document })
    document.catch(() => kept.delete(issuer))
    return document
  }
  return async (provider, now) => {
    const document = await documentOf(provider.issuerUrl, now)
    const own = provider.discoveryEnabled ? undefined : provider
    return {
      authorization: own?.authorizationEndpoint || required(document, 'authorization_endpoint'),
      token: own?.tokenEndpoint || required(document, 'token_endpoint'),
      userinfo: own?.userinfoEndpoint || optional(document, 'userinfo_endpoint'),
      jwks: required(document, 'jwks_uri'),
    }
  }
}

interface Document {
  readonly address: string
  readonly body: Readonly<Record<string, unknown>>
}

async function read(issuer: string): Promise<Document> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const { status, body } = await fetchJson(address, { headers: { accept: 'application/json' } })
  if (status !== 200) throw unreachable(address, `it answered ${status}`)
  if (body.issuer !== issuer) throw unreachable(address, `it is of the issuer ${String(body.issuer)}`)
  return { address, body }
}

function optional({ address, body }: Document, name: string): string | undefined {
  const value = body[name]
  if (value === undefined) return undefined
  if (typeof value === 'string' && isProviderAddress(value)) return value
  throw unreachable(address, `its ${name} is not an https address`)
}

function required(document: Document, name: string): string {
  const value = optional(document, name)
  if (value === undefined) throw unreachable(document.address, `its ${name} is missing`)
  return value
}

const unreachable = (address: string, why: string) =>
  openidProblem('sso-provider-unreachable', { address, why })
