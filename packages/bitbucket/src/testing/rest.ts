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
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : isJson ? JSON.parse(text) : text,
  }
}

export const query = (parameters: Record<string, string>): string =>
  `?${new URLSearchParams(parameters).toString()}`

export interface RestPage {
  readonly size: number
  readonly limit: number
  readonly isLastPage: boolean
  readonly values: readonly unknown[]
  readonly start: number
  readonly nextPageStart?: number
}

export const pageOf = (answered: Answered): RestPage => answered.body as RestPage

/** Calls one host; `addUser` makes a user with the password `pass word`. */
export function restOf(url: () => string) {
  const rest = (method: string, path: string, options: Parameters<typeof call>[3] = {}) =>
    call(url(), method, path, options)
  return {
    rest,
    addUser: (name: string, more: Record<string, string> = {}) => {
      const user = { name, displayName: name, emailAddress: `${name}@example.com`, password: 'pass word' }
      return rest('POST', `/rest/api/latest/admin/users${query({ ...user, ...more })}`)
    },
  }
}
