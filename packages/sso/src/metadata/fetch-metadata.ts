import { lookup } from 'node:dns/promises'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { isIP } from 'node:net'
import { fetchProblem } from './fetch-problems.ts'
import { isLoopback, isPublicAddress } from './public-address.ts'

/** Octets: what `@postern/saml` reads at most. */
export const largestMetadata = 524_288

const usualSeconds = 10
const mostRedirects = 3

export interface FetchOptions {
  /** The host that an administrator typed to confirm that it may be in our own network. */
  readonly confirmedHost: string
  /** All addresses of a host; the system's resolver unless told. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
  /** In all, from the look-up to the last octet; 10 unless told. */
  readonly seconds?: number
}

/**
 * Fetches published metadata: at most 512 KiB in 10 seconds, without cookies or credentials. The host is resolved once,
 * judged by every address that it has, and connected to by one of those: a second answer of the name server, which could
 * be another (DNS rebinding), is never asked for. Redirects stay at the same origin. Problem `address-…`.
 */
export async function fetchMetadata(text: string, options: FetchOptions): Promise<Uint8Array> {
  const url = readAddress(text)
  const { seconds = usualSeconds } = options
  const signal = AbortSignal.timeout(seconds * 1_000)
  try {
    const address = await Promise.race([judgedAddress(url, options), ended(signal)])
    return await follow(url, address, signal)
  } catch (thrown) {
    if (signal.aborted) throw fetchProblem('address-slow', { host: url.host, seconds }, { cause: thrown })
    throw thrown
  }
}

function readAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const web = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || !web || url.username !== '' || url.password !== '') throw fetchProblem('address-malformed', {})
  return url
}

/** A name server that does not answer cannot be told to stop: it is left alone. */
function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** An IP address of the host that may be connected to. */
async function judgedAddress(url: URL, { confirmedHost, resolve = resolved }: FetchOptions): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await resolve(host)
  const [address] = addresses
  if (address === undefined) throw fetchProblem('address-unknown', { host })
  const confirmed = confirmedHost.toLowerCase() === host
  if (url.protocol === 'http:' && !addresses.every(isLoopback))
    throw fetchProblem('address-not-https', { host })
  if (!confirmed && !addresses.every(isPublicAddress)) throw fetchProblem('address-not-confirmed', { host })
  return address
}

async function resolved(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch (error) {
    throw fetchProblem('address-unknown', { host }, { cause: error })
  }
}

async function follow(start: URL, address: string, signal: AbortSignal): Promise<Uint8Array> {
  let url = start
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const answer = await get(url, address, signal)
    const { statusCode: status = 0, headers } = answer
    if (status === 200) return read(answer, url.host)
    answer.destroy()
    const { location } = headers
    if (status < 300 || status > 399 || location === undefined)
      throw fetchProblem('address-answer', { host: url.host, status })
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined
    if (next?.origin !== start.origin)
      throw fetchProblem('address-redirects', { host: url.host, location: location.slice(0, 300) })
    url = next
  }
  throw fetchProblem('address-redirects', { host: url.host, location: url.href.slice(0, 300) })
}

/** Connects to the address that was judged, in the name of the host. */
async function get(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  const family = isIP(address) === 6 ? 6 : 4
  const options: RequestOptions = {
    signal,
    agent: false,
    headers: { accept: 'application/samlmetadata+xml, application/xml, text/xml' },
    lookup: (_host, how, answer) =>
      how.all ? answer(null, [{ address, family }]) : answer(null, address, family),
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, options, resolve)
    sent.on('error', (error) => reject(unreachable(url.host, error)))
    sent.end()
  })
}

async function read(answer: IncomingMessage, host: string): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of answer) {
      const octets: Buffer = chunk
      length += octets.length
      if (length > largestMetadata) break
      chunks.push(octets)
    }
  } catch (error) {
    throw unreachable(host, error)
  }
  if (length > largestMetadata) throw fetchProblem('address-too-large', { host })
  return Buffer.concat(chunks)
}

function unreachable(host: string, error: unknown) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = reasons[code] ?? (/CERT|SELF_SIGNED|TLS|SSL/.test(code) ? untrusted : 'the connection broke')
  return fetchProblem('address-unreachable', { host, reason }, { cause: error })
}

const untrusted = 'its TLS certificate is not one that this server trusts'
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to its network',
  ETIMEDOUT: 'the connection did not open in time',
  ECONNRESET: 'the connection was closed before an answer came',
  EPROTO: 'it does not speak TLS there (http instead of https)',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host name',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
}
