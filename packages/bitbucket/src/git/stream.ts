import { Readable } from 'node:stream'
import { killGit, spawnGit } from './spawn.ts'

export const archiveFormats = { zip: 'zip', tar: 'tar', 'tar.gz': 'tar.gz', tgz: 'tar.gz' } as const
export type ArchiveFormat = keyof typeof archiveFormats

/** All files of a commit, or those below `path`, packed while they are sent. */
export function archive(
  folder: string,
  of: { commit: string; format: ArchiveFormat; prefix: string; path?: string | undefined },
): ReadableStream<Uint8Array> {
  return output(folder, [
    'archive',
    `--format=${archiveFormats[of.format]}`,
    `--prefix=${of.prefix}`,
    of.commit,
    ...(of.path ? ['--', of.path] : []),
  ])
}

/** The octets of a file of any size. */
export const blob = (folder: string, commit: string, path: string): ReadableStream<Uint8Array> =>
  output(folder, ['cat-file', 'blob', `${commit}:${path}`])

/** Nothing is kept: git waits while the reader does, and ends when the reader goes away. */
function output(folder: string, parameters: readonly string[]): ReadableStream<Uint8Array> {
  const child = spawnGit(parameters, { cwd: folder })
  child.stdin.end()
  child.stderr.resume()
  child.once('error', (error) => child.stdout.destroy(error))
  child.once('exit', (code) => {
    // A cut answer must not look like a whole one.
    if (code !== 0) child.stdout.destroy(new Error(`git ${parameters[0]} ended with ${code}`))
  })
  child.stdout.once('close', () => killGit(child))
  return Readable.toWeb(child.stdout) as ReadableStream<Uint8Array>
}
