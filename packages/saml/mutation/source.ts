import { readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

export const src = new URL('../src/', import.meta.url)
const cache = new Map<string, string>()

/** A file of src as JavaScript: types become blanks, so that places in it are places in the file. */
export function javaScriptOf(path: string): string {
  const known = cache.get(path)
  if (known !== undefined) return known
  const text = stripTypeScriptTypes(readFileSync(new URL(path, src), 'utf8'))
  cache.set(path, text)
  return text
}

/** The code itself: neither tests nor what tests are made with. */
export const files: readonly string[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('testing'))
  .sort()
