/*
 * Runs the tests against one mutant after another. Only what depends on the changed file is loaded anew, from source
 * that is changed in memory: no file is written, and what does not change is loaded once.
 */

import { readdirSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { dependentsOf } from './graph.ts'
import type { Mutant } from './mutant.ts'
import { type ListedTest, skipped, takeTests } from './shim.ts'
import { javaScriptOf, src } from './source.ts'

const shim = new URL('shim.ts', import.meta.url).href
/** Not these: they take long, go through messages that may not be there, or hold documents and not code. */
const others =
  /(?:integration|hostile|tampering|round-trip|corpus|corpora|samples|profile|verified)\.test\.ts$/
const first = 'vectors.test.ts'
/** The one that finds most comes first. */
const suites = [
  first,
  ...readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && path !== first && !others.test(path))
    .sort(),
]

let round = 0
let current: Mutant | undefined
let renewed: ReadonlySet<string> = new Set()
const pathOf = (url: string) => url.slice(src.href.length).replace(/\?.*/, '')
const withRound = (url: string) => {
  const versioned = new URL(url)
  versioned.search = `round=${renewed.has(pathOf(url)) ? round : 0}`
  return versioned.href
}

registerHooks({
  resolve(specifier, context, next) {
    const fromUs = context.parentURL?.startsWith(src.href) === true
    if (specifier === 'vitest' && fromUs) return { url: shim, shortCircuit: true }
    const resolved = next(specifier, context)
    if (!resolved.url.startsWith(src.href)) return resolved
    return { ...resolved, url: withRound(resolved.url), shortCircuit: true }
  },
  load(url, context, next) {
    if (!url.startsWith(src.href)) return next(url, context)
    const path = pathOf(url)
    const text = javaScriptOf(path)
    const of = current
    const source =
      of === undefined || of.file !== path
        ? text
        : text.slice(0, of.from) + of.replacement + text.slice(of.to)
    return { format: 'module', source, shortCircuit: true }
  },
})

/** Suites that found a mutant of the same file, and then the same test, are tried first. */
const finders = new Map<string, Set<string>>()
const loaded = new Map<string, readonly ListedTest[]>()

/** A suite that does not depend on what was changed has the tests that it had. */
async function testsOf(suite: string): Promise<readonly ListedTest[]> {
  const url = withRound(new URL(suite, src).href)
  const known = loaded.get(url)
  if (known !== undefined) return known
  takeTests()
  await import(url)
  const tests = takeTests().map((one) => ({ ...one, name: `${suite} > ${one.name}` }))
  loaded.set(url, tests)
  return tests
}

const knownFirst = <T>(all: readonly T[], isKnown: (one: T) => boolean): readonly T[] => [
  ...all.filter(isKnown),
  ...all.filter((one) => !isKnown(one)),
]

/** The name of the test that noticed; undefined when none did. */
async function noticedBy(mutant: Mutant | undefined): Promise<string | undefined> {
  round++
  current = mutant
  renewed = mutant === undefined ? new Set() : dependentsOf(mutant.file)
  const known = finders.get(mutant?.file ?? '') ?? new Set()
  const touched = suites.filter((one) => mutant === undefined || renewed.has(one))
  for (const suite of knownFirst(touched, (one) => [...known].some((name) => name.startsWith(one)))) {
    const by = await noticedBySuite(suite, known)
    if (by === undefined) continue
    finders.set(mutant?.file ?? '', known.add(by.name))
    return mutant === undefined ? `${by.name}: ${by.why}` : by.name
  }
  return undefined
}

async function noticedBySuite(
  suite: string,
  known: ReadonlySet<string>,
): Promise<{ readonly name: string; readonly why: string } | undefined> {
  let name = `${suite} does not load`
  try {
    const tests = await testsOf(suite)
    for (const test of knownFirst(tests, (one) => known.has(one.name))) {
      name = test.name
      try {
        await test.run()
      } catch (error) {
        if (error !== skipped) throw error
      }
    }
    return undefined
  } catch (error) {
    return { name, why: String(error) }
  }
}

parentPort?.on('message', (mutant: Mutant | undefined) => {
  void noticedBy(mutant).then((by) => parentPort?.postMessage(by))
})
