import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { favicon } from './favicon.ts'
import type { Server } from './server.ts'

export interface Asset {
  readonly body: string
  /** Content-Type, with its charset. */
  readonly type: string
  /** Strong entity tag, quoted. The path holds the same hash, so an asset may be cached for ever. */
  readonly etag: string
}

/** In the order of the cascade. */
const sheets = [
  'tokens',
  'ground',
  'layout',
  'console',
  'button',
  'field',
  'value',
  'diff',
  'table',
  'passage',
  'prose',
  'progress',
  'door',
  'small',
]

// Both src/design and dist/design lie two levels below the package, beside which the sheets stay: tsc copies no CSS.
const read = (file: string) => readFileSync(new URL(`../../design/${file}`, import.meta.url), 'utf8')

const made = new Map<string, Asset>()

/** Serves a file under `/design/`; gives its path. A server calls it for a script of its own, while it loads. */
export function asset(name: string, extension: string, type: string, body: string): string {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  const path = `/design/${name}-${hash}.${extension}`
  made.set(path, { body, type, etag: `"${hash}"` })
  return path
}

/** Where the one style sheet is served. */
export const stylesheet: string = asset(
  'look',
  'css',
  'text/css; charset=utf-8',
  sheets.map((name) => read(`${name}.css`)).join('\n'),
)

/** Where the one script is served; a module. Every page works without it. */
export const script: string = asset('behaviour', 'js', 'text/javascript; charset=utf-8', read('behaviour.js'))

const icon = (server: Server) =>
  asset(`door-${server}`, 'svg', 'image/svg+xml; charset=utf-8', favicon(server))

/** Where each server's tab icon is served. */
export const favicons: Readonly<Record<Server, string>> = {
  sso: icon('sso'),
  idp: icon('idp'),
  host: icon('host'),
}

/** Everything that may be asked for under `/design/`, by path. Read while loading: no path of a request reaches the disk. */
export const assets: ReadonlyMap<string, Asset> = made
