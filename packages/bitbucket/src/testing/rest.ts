import { administrator } from './host.ts'

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

export const basic = (name: string, password: string): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`

/** Calls the REST interface as a user, the first administrator unless told; `json` is the body. */
export async function call(
  url: string,
  method: string,
  path: string,
  options: { json?: unknown; as?: string; headers?: Record<string, string> } = {},
): Promise<Answered> {
  const as = options.as ?? basic(administrator.userName, administrator.password)
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(as === '' ? {} : { authorization: as }),
      ...(options.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.json === undefined ? {} : { body: JSON.stringify(options.json) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  }
}

export const query = (parameters: Record<string, string>): string => `?${new URLSearchParams(parameters)}`
