import { gitProblem } from './problems.ts'
import { requireGit, runGit } from './run.ts'

export interface Entry {
  readonly name: string
  readonly type: 'FILE' | 'DIRECTORY' | 'SUBMODULE'
  readonly id: string
  /** Octets, of a file. */
  readonly size: number | undefined
}

/** What stands at a path of a commit; '' is the root. Problem `path-missing`. */
export async function typeOf(folder: string, commit: string, path: string): Promise<'FILE' | 'DIRECTORY'> {
  const { ok, stdout } = await runGit(folder, ['cat-file', '-t', `${commit}:${path}`])
  if (!ok) throw gitProblem('path-missing', { path, at: commit })
  return stdout.toString('utf8').trim() === 'tree' ? 'DIRECTORY' : 'FILE'
}

/** The entries of a directory: directories first, then by name. */
export async function list(folder: string, commit: string, path: string): Promise<readonly Entry[]> {
  const output = await requireGit(folder, ['ls-tree', '-z', '-l', `${commit}:${path}`])
  const entries = recordsOf(output).map(entryOf)
  const rank = ({ type }: Entry) => (type === 'DIRECTORY' ? 0 : 1)
  return entries.sort((one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : 1))
}

/** Every file below a directory, by its path from there. */
export async function filesBelow(folder: string, commit: string, path: string): Promise<readonly string[]> {
  return recordsOf(await requireGit(folder, ['ls-tree', '-z', '-r', '--name-only', `${commit}:${path}`]))
}

const recordsOf = (output: Buffer) =>
  output
    .toString('utf8')
    .split('\0')
    .filter((record) => record !== '')

/** `<mode> <type> <id> <size>\t<name>` */
function entryOf(record: string): Entry {
  const tab = record.indexOf('\t')
  const [, type, id = '', size = ''] = record.slice(0, tab).split(/ +/)
  const name = record.slice(tab + 1)
  if (type === 'tree') return { name, type: 'DIRECTORY', id, size: undefined }
  if (type === 'commit') return { name, type: 'SUBMODULE', id, size: undefined }
  return { name, type: 'FILE', id, size: Number(size) }
}

export async function sizeOf(folder: string, commit: string, path: string): Promise<number> {
  return Number((await requireGit(folder, ['cat-file', '-s', `${commit}:${path}`])).toString('utf8'))
}

/** The octets of a file of at most `limit` (1 MiB unless told); undefined where it is larger. */
export async function read(
  folder: string,
  commit: string,
  path: string,
  limit: number = 1024 ** 2,
): Promise<Buffer | undefined> {
  if ((await sizeOf(folder, commit, path)) > limit) return undefined
  return requireGit(folder, ['cat-file', 'blob', `${commit}:${path}`], { limit })
}

/** As git itself judges: a NUL among the first octets makes a file binary. */
export const isText = (octets: Buffer): boolean => !octets.subarray(0, 8_000).includes(0)
