import type { IncomingMessage } from 'node:http'

export type Service = 'git-upload-pack' | 'git-receive-pack'

/** What a git client asks of a repository. */
export interface ScmRequest {
  readonly key: string
  readonly slug: string
  readonly service: Service
  /** Below the repository: `info/refs`, or the service itself. */
  readonly action: string
  readonly query: string
}

const shape =
  /^\/scm\/([^/]{1,200})\/([^/]{1,200}?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/

const isService = (text: string | null): text is Service =>
  text === 'git-upload-pack' || text === 'git-receive-pack'

/** The request of the smart protocol; undefined for anything else, the dumb protocol's files with it. */
export function readScmRequest(request: IncomingMessage): ScmRequest | undefined {
  const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://host')
  const [, key, slug, action] = shape.exec(decoded(pathname)) ?? []
  if (!key || !slug || !action) return undefined
  const asksRefs = action === 'info/refs'
  if (request.method !== (asksRefs ? 'GET' : 'POST')) return undefined
  const service = asksRefs ? searchParams.get('service') : action
  // git judges it too, when it is too late for another status.
  if (!asksRefs && request.headers['content-type'] !== `application/x-${action}-request`) return undefined
  return isService(service) ? { key, slug, service, action, query: search.slice(1) } : undefined
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}
