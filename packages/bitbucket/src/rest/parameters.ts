import type { Web } from '@postern/kit/http'
import type { PageOf, Range } from '../directory/index.ts'
import { json } from './answer.ts'
import { parameterInvalid } from './problems.ts'

const usualLimit = 25
const hardLimit = 1_000
const furthestStart = 10_000_000

/** `start` and `limit` of a paged call. A greater limit is lowered, as Bitbucket does: the answer says what was used. */
export function rangeOf(web: Web, usual: number = usualLimit): Range {
  return {
    start: Math.min(number(web, 'start', 0), furthestStart),
    limit: Math.min(Math.max(number(web, 'limit', usual), 1), hardLimit),
  }
}

function number(web: Web, name: string, otherwise: number): number {
  const text = web.req.query(name)
  if (text === undefined || text === '') return otherwise
  if (!/^\d{1,15}$/.test(text))
    throw parameterInvalid(name, `The ${name} should be a whole number, 0 or more.`)
  return Number(text)
}

/** A query parameter that must be there and say something. */
export function required(web: Web, name: string): string {
  const value = web.req.query(name)
  if (value === undefined || value === '') throw parameterInvalid(name, `The parameter ${name} is required.`)
  return value
}

/** `true` or `false` of a query parameter; anything else is refused rather than guessed. */
export function flag(web: Web, name: string, otherwise: boolean): boolean {
  const value = web.req.query(name)
  if (value === undefined) return otherwise
  if (value !== 'true' && value !== 'false')
    throw parameterInvalid(name, `The ${name} should be true or false.`)
  return value === 'true'
}

/** A page as Bitbucket sends it. `nextPageStart` is to be followed as it is; clients must not compute it. */
export function page<T>(web: Web, of: PageOf<T>, shape: (value: T) => unknown): Response {
  return json(web, pageJson(of, shape))
}

export function pageJson<T>(of: PageOf<T>, shape: (value: T) => unknown) {
  return {
    size: of.values.length,
    limit: of.limit,
    isLastPage: of.next === undefined,
    values: of.values.map(shape),
    start: of.start,
    ...(of.next === undefined ? {} : { nextPageStart: of.next }),
  }
}

/** The part of a list that is known whole. */
export function part<T>(all: readonly T[], { start, limit }: Range): PageOf<T> {
  const next = all.length > start + limit ? start + limit : undefined
  return { values: all.slice(start, start + limit), start, limit, next }
}
