import { readOctets, type Web } from '../http/index.ts'
import { requireCsrf } from './csrf.ts'
import { formProblem } from './problems.ts'

const usualLimit = 65_536

/** What a person sent. The only way to one is `readForm`, which has checked that it came from a page of ours. */
export interface Form {
  /** The value as typed, '' where the field is absent. Problem `field-repeated` where it came twice. */
  text(field: string): string
  all(field: string): readonly string[]
  has(field: string): boolean
  /** Of every field, each once. */
  readonly names: readonly string[]
  /** The octets of an uploaded file; undefined where none was chosen. */
  file(field: string): Promise<Uint8Array | undefined>
}

/** Reads a form of at most `limit` octets (64 KiB unless told) and judges its CSRF token (field `csrf`). */
export async function readForm(web: Web, options: { limit?: number } = {}): Promise<Form> {
  const entries = await readEntries(web, options.limit ?? usualLimit)
  const all = (field: string) => entries.getAll(field).filter((value) => typeof value === 'string')
  const text = (field: string) => {
    const values = all(field)
    if (values.length > 1) throw formProblem('field-repeated', { field })
    return values[0] ?? ''
  }
  requireCsrf(web, text('csrf'))
  return {
    text,
    all,
    has: (field) => entries.has(field),
    names: [...new Set(entries.keys())],
    async file(field) {
      const value = entries.get(field)
      return value instanceof File && value.size > 0 ? new Uint8Array(await value.arrayBuffer()) : undefined
    },
  }
}

async function readEntries(web: Web, limit: number): Promise<FormData> {
  const type = web.req.header('content-type') ?? ''
  const octets = await readOctets(web, limit)
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const entries = new FormData()
    for (const [name, value] of new URLSearchParams(Buffer.from(octets).toString('utf8')))
      entries.append(name, value)
    return entries
  }
  if (type.startsWith('multipart/form-data')) {
    return new Response(octets, { headers: { 'content-type': type } }).formData().catch((error: unknown) => {
      throw formProblem('form-type', { type: 'a damaged multipart/form-data' }, { cause: error })
    })
  }
  throw formProblem('form-type', { type })
}
