import { existsSync, readFileSync } from 'node:fs'

/** Folders of messages that are not part of the project; tests over them are skipped where they are absent. */
export const corpora = new URL('../../../../../shared/corpora/', import.meta.url)
export const samples = new URL('../../../../../shared/samples/entra/', import.meta.url)

export const present = (folder: URL) => existsSync(folder)

/** Says why, where somebody looks for it: in the output of the run. */
export function skipReason(folder: URL): string | undefined {
  if (present(folder)) return undefined
  const reason = `skipped: ${folder.pathname.split('/').slice(-3).join('/')} is not here`
  console.log(reason)
  return reason
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
