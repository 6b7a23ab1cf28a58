import { assets } from './assets.ts'

/**
 * The answer to a GET under `/design/`, undefined for any other path. Kept for a year without asking again, since
 * another body has another path.
 */
export function answerAsset(request: Request): Response | undefined {
  const asset = assets.get(new URL(request.url).pathname)
  if (!asset) return undefined
  const headers = { etag: asset.etag, 'cache-control': 'public, max-age=31536000, immutable' }
  if (request.headers.get('if-none-match') === asset.etag) return new Response(null, { status: 304, headers })
  return new Response(asset.body, { headers: { ...headers, 'content-type': asset.type } })
}
