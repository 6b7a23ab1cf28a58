/** Which part of a list is asked for. */
export interface Range {
  readonly start: number
  readonly limit: number
}

/** A part of a list. `next` is where the next part starts; absent on the last. */
export interface PageOf<T> {
  readonly values: readonly T[]
  readonly start: number
  readonly limit: number
  readonly next: number | undefined
}

/** Makes a page of rows that were read with one more than `limit`, which tells whether there is a next page. */
export function pageOf<T>(rows: readonly T[], { start, limit }: Range): PageOf<T> {
  return {
    values: rows.slice(0, limit),
    start,
    limit,
    next: rows.length > limit ? start + limit : undefined,
  }
}
