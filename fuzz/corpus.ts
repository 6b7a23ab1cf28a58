import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'corpus')
const file = (target: string) => join(folder, `${target}.txt`)

/** Kept inputs that took a new way once, one in base64 on each line. */
export function readCorpus(target: string): readonly Buffer[] {
  if (!existsSync(file(target))) return []
  const lines = readFileSync(file(target), 'latin1').split('\n')
  return lines.filter((line) => line !== '').map((line) => Buffer.from(line, 'base64'))
}

export function writeCorpus(target: string, inputs: readonly Uint8Array[]): void {
  const lines = inputs.map((one) => `${Buffer.from(one).toString('base64')}\n`)
  writeFileSync(file(target), lines.join(''))
}

/** Puts a find where it can be looked at and tried again; not kept in the repository. */
export function writeFind(target: string, number: number, input: Uint8Array): string {
  const finds = join(import.meta.dirname, 'finds')
  mkdirSync(finds, { recursive: true })
  const path = join(finds, `${target}-${number}`)
  writeFileSync(path, input)
  return path
}
