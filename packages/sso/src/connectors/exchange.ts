import { connectorProblem } from './problems.ts'

const seconds = 10
const most = 1_048_576

/** For the words of Problems: which application it is. */
interface At {
  readonly baseUrl: string
}

/** One request: 10 s at most, and no redirect followed, since the credential stays here. Problem where nobody answers. */
export function fetchFrom(of: At, url: URL, init: RequestInit): Promise<Response> {
  const bounds = { redirect: 'manual', signal: AbortSignal.timeout(seconds * 1_000) } as const
  return fetch(url, { ...init, ...bounds }).catch((error: unknown) => {
    throw unreached(of, error)
  })
}

/** The body as text; undefined where it is longer than we read. */
export async function textOf(of: At, response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length
      if (length > most) return undefined
      chunks.push(chunk)
    }
  } catch (error) {
    throw unreached(of, error)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** What the platform says is put into a few words: an address and a port are in the problem already. */
function unreached({ baseUrl: address }: At, error: unknown) {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return connectorProblem('application-slow', { address, seconds }, { cause: error })
  }
  const deep = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = deep instanceof Error && 'code' in deep ? String(deep.code) : ''
  const reason = reasons[code] ?? (deep instanceof Error ? deep.message : 'it cannot be told why')
  return connectorProblem('application-unreachable', { address, reason }, { cause: error })
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the name server does not answer',
  EHOSTUNREACH: 'there is no route to the host',
  ECONNRESET: 'the connection was closed before an answer came',
  UND_ERR_SOCKET: 'the connection was closed before an answer came',
  UND_ERR_CONNECT_TIMEOUT: 'the connection did not open in time',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed and not trusted here',
  SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate comes from an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate comes from an authority that is not trusted here',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS there (http instead of https)',
}
