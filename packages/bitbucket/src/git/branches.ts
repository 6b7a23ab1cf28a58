import { gitProblem } from './problems.ts'
import { findRef, type Ref, resolve } from './refs.ts'
import { runGit } from './run.ts'

const nothing = '0'.repeat(40)

/** Makes a branch; git itself makes sure that it is made once. Problems `branch-exists`, `ref-missing`. */
export async function createBranch(folder: string, name: string, startPoint: string): Promise<Ref> {
  const { commit } = await resolve(folder, startPoint)
  const id = `refs/heads/${name}`
  if (await findRef(folder, id)) throw gitProblem('branch-exists', { name })
  const { ok } = await runGit(folder, ['update-ref', id, commit, nothing])
  // Somebody made it in between, or a branch stands where this one needs a folder.
  if (!ok) throw gitProblem('branch-exists', { name })
  return { id, name, commit }
}

/** Deletes a branch, where it still leads to what `endPoint` says if that is given. */
export async function deleteBranch(folder: string, name: string, endPoint?: string): Promise<void> {
  const ref = await findRef(folder, name.startsWith('refs/heads/') ? name : `refs/heads/${name}`)
  if (!ref || (endPoint !== undefined && endPoint !== ref.commit))
    throw gitProblem('ref-missing', { at: endPoint ?? name })
  const { ok } = await runGit(folder, ['update-ref', '-d', ref.id, ref.commit])
  if (!ok) throw gitProblem('ref-missing', { at: name })
}
