export { type BareRepositories, bareRepositories } from './bare.ts'
export { createBranch, deleteBranch } from './branches.ts'
export { type Change, changesOf, patchOf } from './changes.ts'
export { type Commit, type LogRequest, log, type Signature } from './log.ts'
export { gitProblem } from './problems.ts'
export {
  defaultBranch,
  findRef,
  type Kind,
  type Ref,
  type RefOrder,
  type Revision,
  refs,
  resolve,
  setDefaultBranch,
} from './refs.ts'
export { requireGit, runGit } from './run.ts'
export { type GitProcess, killGit, spawnGit } from './spawn.ts'
export { type ArchiveFormat, archive, archiveFormats, blob } from './stream.ts'
export { type Entry, filesBelow, isText, list, read, sizeOf, typeOf } from './tree.ts'
