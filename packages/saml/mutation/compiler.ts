/*
 * The compiler is a test too: a mutant that does not compile cannot come to be. It is asked last, about what no test
 * noticed; that something is now unused does not count.
 */

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Mutant } from './mutant.ts'
import { files, src } from './source.ts'

const root = join(import.meta.dirname, '../../..')
const folder = join(root, 'node_modules/.cache/mutation-compiler')

/** Copies the code, without tests, to where it can be changed. */
export function prepareCompiler(): void {
  rmSync(folder, { recursive: true, force: true })
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(fileURLToPath(new URL(file, src)), join(folder, file))
  }
  const compilerOptions = {
    noEmit: true,
    composite: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    allowUnreachableCode: true,
  }
  const base = join(root, 'tsconfig.base.json')
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: base, compilerOptions, files }))
  const fault = compile()
  if (fault !== undefined) throw Error(`it does not compile without any mutant: ${fault}`)
}

/** What the compiler says of it; undefined when it has nothing to say. Types were blanked, so that places are the same. */
export function compilerSays(mutant: Mutant): string | undefined {
  const path = join(folder, mutant.file)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.slice(0, mutant.from) + mutant.replacement + text.slice(mutant.to))
  const said = compile()
  writeFileSync(path, text)
  return said
}

function compile(): string | undefined {
  const options = { encoding: 'utf8', shell: process.platform === 'win32' } as const
  const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], options)
  return status === 0 ? undefined : `compiler: ${stdout.slice(0, 200)}`
}
