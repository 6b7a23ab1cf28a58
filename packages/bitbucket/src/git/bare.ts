import { mkdirSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { requireGit } from './run.ts'

/** Where the bare repositories are: one folder each, named by the repository's number, so that no name reaches the disk. */
export interface BareRepositories {
  /** The folder that holds them all. */
  readonly root: string
  folderOf(id: number): string
  create(id: number, defaultBranch: string): Promise<void>
  delete(id: number): Promise<void>
}

export function bareRepositories(dataDirectory: string): BareRepositories {
  // Whole, since git is started in other folders than ours.
  const root = resolve(dataDirectory, 'repositories')
  const folderOf = (id: number) => join(root, `${id}.git`)
  return {
    root,
    folderOf,
    async create(id, defaultBranch) {
      mkdirSync(root, { recursive: true, mode: 0o700 })
      const init = ['init', '--quiet', '--bare', '--template=', `--initial-branch=${defaultBranch}`]
      await requireGit(root, [...init, folderOf(id)])
    },
    /** Out of the way at once, so that a half removed one is never served. */
    async delete(id) {
      const gone = `${folderOf(id)}.deleted`
      await rename(folderOf(id), gone)
      await rm(gone, { recursive: true, force: true })
    },
  }
}
