import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'vitest'

/** Folders of messages that are not part of the project; tests over them are skipped where they are absent. */
export const corpora = new URL('../../../../../shared/corpora/', import.meta.url)
export const samples = new URL('../../../../../shared/samples/entra/', import.meta.url)

export const present = (folder: URL) => existsSync(folder)

/** Runs `tests` where `folder` is; elsewhere one test that is skipped and says why. */
export function overFolder(name: string, folder: URL, tests: () => void): void {
  over(
    name,
    present(folder) ? undefined : `${folder.pathname.split('/').slice(-3).join('/')} is not here`,
    tests,
  )
}

/** Runs `tests` where the command is installed; elsewhere one test that is skipped and says why. */
export function withCommand(command: string, tests: () => void): void {
  const absent = spawnSync(command, ['--version']).error !== undefined
  over(`against ${command}`, absent ? `${command} is not installed` : undefined, tests)
}

function over(name: string, reason: string | undefined, tests: () => void): void {
  if (reason === undefined) describe(name, tests)
  else test(name, (context) => context.skip(reason))
}

export type Row = Readonly<Record<string, string>>

/** Reads a manifest: tab-separated, a header line, fields perhaps in double quotes. */
export function readManifest(file: URL): readonly Row[] {
  const [head = [], ...rows] = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(unquote))
  return rows.map((fields) => Object.fromEntries(head.map((name, at) => [name, fields[at] ?? ''])))
}

const unquote = (field: string) =>
  field.startsWith('"') && field.endsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field.trim()
