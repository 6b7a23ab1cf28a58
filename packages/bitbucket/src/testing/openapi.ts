import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv, type ErrorObject } from 'ajv'

/** Recorded answers and Atlassian's own documents: reference beside the clone, never part of it. */
const samples = new URL('../../../../../shared/samples/bitbucket/', import.meta.url)

/** Why there is nothing to compare with; undefined where there is. */
export const missingSamples: string | undefined = existsSync(fileURLToPath(samples))
  ? undefined
  : 'the reference material (../shared/samples/bitbucket) is not beside this clone'

export const sample = (path: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(path, samples)), 'utf8'))

type Tree = { readonly [key: string]: unknown }
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const under = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), value)

/**
 * The document as a judge: what an operation may answer with. Two things are read more strictly, or less, than they stand:
 * a property that it does not name is a difference, and anything may be null, of which the document knows nothing while
 * recorded answers are full of it (`"context": null`).
 */
export function openApi(version: '9.4' | '10.0') {
  const document = sample(`openapi/bitbucket-${version}.swagger.v3.json`)
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  ajv.addSchema({ $id: 'document', components: strict(under(document, 'components')) } as object)
  return {
    has: (method: string, path: string) => under(document, 'paths', path, method) !== undefined,
    /** What differs, one line each: from the codes, and from the schema of that code. */
    differences(method: string, path: string, status: number, body: unknown): readonly string[] {
      const responses = under(document, 'paths', path, method, 'responses')
      const response = under(responses, String(status)) ?? under(responses, 'default')
      if (response === undefined) return [`the code ${status} is not documented`]
      const schema = Object.values(
        isTree(under(response, 'content')) ? (under(response, 'content') as Tree) : {},
      )
        .map((content) => under(content, 'schema'))
        .find((one) => one !== undefined)
      if (schema === undefined) return []
      const judge = ajv.compile(strict(schema) as object)
      return judge(body) ? [] : [...new Set((judge.errors ?? []).map(lineOf))]
    },
  }
}

const lineOf = ({ instancePath, message, params }: ErrorObject): string => {
  const where = instancePath.replace(/\/\d+/g, '[]').slice(1)
  const name: unknown = (params as Tree).additionalProperty
  return typeof name === 'string'
    ? `${where} has ${name}, of which the document knows nothing`
    : `${where} ${message ?? ''}`
}

function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict)
  if (!isTree(schema)) return schema
  if (typeof schema.$ref === 'string') return { $ref: schema.$ref.replace('#/', 'document#/') }
  const made: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(schema)) if (key !== 'example') made[key] = strict(value)
  if (typeof schema.type === 'string' && !Array.isArray(schema.enum)) made.type = [schema.type, 'null']
  if (isTree(schema.properties) && Object.keys(schema.properties).length > 0)
    made.additionalProperties = false
  return made
}

/** Every path in a value with the type that stands there: `values[].project.key: string`. */
export function shapeOf(value: unknown, path = ''): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((one) => [...shapeOf(one, `${path}[]`)]))
  if (!isTree(value)) return new Set([`${path}: ${value === null ? 'null' : typeof value}`])
  return new Set(
    Object.entries(value).flatMap(([key, one]) => [...shapeOf(one, path === '' ? key : `${path}.${key}`)]),
  )
}
