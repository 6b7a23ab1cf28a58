import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { src } from './source.ts'

/** Of each file the files that it imports; paths below src. */
const imports: ReadonlyMap<string, readonly string[]> = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => {
      const text = readFileSync(new URL(path, src), 'utf8')
      const named = [...text.matchAll(/ from '(\.[^']+)'/g)].map((match) => match[1] ?? '')
      return [path, named.map((one) => posix.join(posix.dirname(path), one))]
    }),
)

/** What has to be loaded anew when `file` changed: itself and whatever imports it, near or far. */
export function dependentsOf(file: string): ReadonlySet<string> {
  const found = new Set([file])
  for (let before = 0; before < found.size; ) {
    before = found.size
    for (const [path, named] of imports) if (named.some((one) => found.has(one))) found.add(path)
  }
  return found
}
