/*
 * What the tests import in place of vitest while mutants run: its own `expect`, and a list of tests that can be run
 * one by one, in any order, in one process that has loaded everything else already.
 */

import { expect } from 'vitest'

export { expect }

export interface ListedTest {
  readonly name: string
  readonly run: () => unknown
}

let listed: ListedTest[] = []
const path: string[] = []

/** The tests that were listed since it was last asked. */
export function takeTests(): readonly ListedTest[] {
  const tests = listed
  listed = []
  return tests
}

type Body = (...args: readonly unknown[]) => unknown
const context = {
  skip: () => {
    throw skipped
  },
}
/** Thrown by a test that skips itself. */
export const skipped = Symbol('skipped')

const add = (name: string, run: () => unknown) => {
  listed.push({ name: [...path, name].join(' > '), run })
}
const group = (name: string, body: () => unknown) => {
  path.push(name)
  body()
  path.pop()
}
const argumentsOf = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : [row])
const each = (make: (name: string, run: () => unknown) => void) => (table: Iterable<unknown>) => {
  return (name: string, body: Body) => {
    let at = 0
    for (const row of table) make(`${name} [${at++}]`, () => body(...argumentsOf(row)))
  }
}

export const test = Object.assign((name: string, body: Body) => add(name, () => body(context)), {
  each: each(add),
  skipIf: (skip: boolean) => (name: string, body: Body) => {
    if (!skip) add(name, () => body(context))
  },
})
export const describe = Object.assign(group, { each: each(group) })

/** Types are judged by the compiler, not here. */
export const expectTypeOf = (): unknown => new Proxy(() => expectTypeOf(), { get: () => expectTypeOf() })
