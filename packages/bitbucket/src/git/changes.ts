import { Problem } from '@postern/saml/problem'
import { requireGit } from './run.ts'

export interface Change {
  readonly path: string
  readonly type: 'ADD' | 'COPY' | 'DELETE' | 'MODIFY' | 'MOVE'
}

const types: Readonly<Record<string, Change['type']>> = {
  A: 'ADD',
  C: 'COPY',
  D: 'DELETE',
  R: 'MOVE',
}

const against = ['diff-tree', '--root', '-M', '--no-commit-id', '--first-parent', '-m']
const listed = [...against, '-r', '-z', '--name-status']

/** What a commit changed against its first parent. */
export async function changesOf(folder: string, commit: string): Promise<readonly Change[]> {
  const output = await requireGit(folder, [...listed, commit])
  const fields = output.toString('utf8').split('\0')
  const changes: Change[] = []
  for (let n = 0; n + 1 < fields.length; n += 2) {
    const type = types[fields[n]?.[0] ?? ''] ?? 'MODIFY'
    // A move or a copy names where it came from first.
    if (type === 'MOVE' || type === 'COPY') n++
    changes.push({ type, path: fields[n + 1] ?? '' })
  }
  return changes
}

const largestPatch = 256 * 1_024

/** The differences as text; undefined where there is more than one would read. */
export async function patchOf(folder: string, commit: string): Promise<string | undefined> {
  try {
    return (await requireGit(folder, [...against, '-p', commit], { limit: largestPatch })).toString('utf8')
  } catch (error) {
    if (error instanceof Problem && error.code === 'git-too-much') return undefined
    throw error
  }
}
