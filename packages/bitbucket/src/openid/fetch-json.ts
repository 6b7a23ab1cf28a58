import { openidProblem } from './problems.ts'

const patience = 5_000
const largest = 262_144

export interface JsonAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * Asks an identity provider: at most five seconds and 256 KiB, counted as they arrive, and no redirect is followed, since
 * one could lead the client secret elsewhere. Problem `sso-provider-unreachable` for all that is not a JSON object.
 */
export async function fetchJson(address: string, init: RequestInit = {}): Promise<JsonAnswer> {
  const signal = AbortSignal.timeout(patience)
  try {
    const response = await fetch(address, { ...init, redirect: 'error', signal })
    const body: unknown = JSON.parse(await boundedText(response))
    if (!isRecord(body)) throw new Error('the answer is not a JSON object')
    return { status: response.status, body }
  } catch (error) {
    const why = signal.aborted ? `no answer within ${patience / 1_000} s` : reason(error)
    throw openidProblem('sso-provider-unreachable', { address, why }, { cause: error })
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > largest) throw new Error(`the answer is larger than ${largest} octets`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed'
  if (error instanceof SyntaxError) return 'the answer is not JSON'
  return error.cause instanceof Error ? error.cause.message : error.message
}
