import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const docs = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))

/** The pictures that the documents show, by their names there. */
const chosen: Readonly<Record<string, string>> = {}

/** Copies them. Gives those that were not taken. */
export function keepChosen(folder: string): readonly string[] {
  mkdirSync(docs, { recursive: true })
  const missing: string[] = []
  for (const [name, taken] of Object.entries(chosen)) {
    const from = join(folder, `${taken}.png`)
    if (existsSync(from)) copyFileSync(from, join(docs, `${name}.png`))
    else missing.push(taken)
  }
  return missing
}
