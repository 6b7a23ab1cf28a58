import { gitProblem } from './problems.ts'
import { requireGit, runGit } from './run.ts'

export interface Ref {
  /** The tag's own object, where it is an annotated one. */
  readonly tagged?: string | undefined
  /** `refs/heads/main` */
  readonly id: string
  /** `main` */
  readonly name: string
  /** The commit that it leads to. */
  readonly commit: string
}

export type Kind = 'heads' | 'tags'
export type RefOrder = 'ALPHABETICAL' | 'MODIFICATION'

/** The branches (`heads`) or tags, the latest commit first or by name; those that hold `text`, without case. */
export async function refs(
  folder: string,
  kind: Kind,
  of: { text?: string | undefined; order: RefOrder },
): Promise<readonly Ref[]> {
  const sort = of.order === 'ALPHABETICAL' ? ['--sort=refname'] : ['--sort=refname', '--sort=-committerdate']
  const format = '--format=%(refname)%00%(objectname)%00%(*objectname)'
  const output = await requireGit(folder, ['for-each-ref', ...sort, format, `refs/${kind}/`])
  const text = of.text?.toLowerCase()
  const all = linesOf(output).map((line) => refOf(line, `refs/${kind}/`))
  return text ? all.filter(({ name }) => name.toLowerCase().includes(text)) : all
}

function refOf(line: string, prefix: string): Ref {
  const [id = '', object = '', peeled = ''] = line.split('\0')
  return {
    id,
    name: id.slice(prefix.length),
    commit: peeled || object,
    ...(peeled ? { tagged: object } : {}),
  }
}

const linesOf = (output: Buffer) =>
  output
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')

/** The branch that HEAD names, which may not have been pushed yet: `refs/heads/main`. */
export async function defaultBranch(folder: string): Promise<string> {
  return (await requireGit(folder, ['symbolic-ref', 'HEAD'])).toString('utf8').trim()
}

export async function setDefaultBranch(folder: string, id: string): Promise<void> {
  await requireGit(folder, ['symbolic-ref', 'HEAD', id])
}

/** One ref by its whole or its short name, branches before tags; undefined where there is none. */
export async function findRef(folder: string, name: string): Promise<Ref | undefined> {
  // Never part of a name, and a pattern to for-each-ref.
  if (name === '' || name.length > 500 || /[*?[\\\s~^:\0]|^-/.test(name)) return undefined
  const candidates = name.startsWith('refs/') ? [name] : [`refs/heads/${name}`, `refs/tags/${name}`]
  const format = '--format=%(refname)%00%(objectname)%00%(*objectname)'
  const found = linesOf(await requireGit(folder, ['for-each-ref', format, ...candidates]))
  for (const candidate of candidates) {
    const line = found.find((one) => one.startsWith(`${candidate}\0`))
    if (line) return refOf(line, candidate.startsWith('refs/tags/') ? 'refs/tags/' : 'refs/heads/')
  }
  return undefined
}

/** What a person or a client meant by `at`: `ref` where it was the name of one. */
export interface Revision {
  readonly commit: string
  readonly ref: Ref | undefined
}

/** A branch, a tag or a commit; without `at` the default branch. Problem `ref-missing`, `repository-empty`. */
export async function resolve(folder: string, at: string | undefined): Promise<Revision> {
  const named = at || (await defaultBranch(folder))
  const ref = await findRef(folder, named)
  if (ref) return { commit: ref.commit, ref }
  if (!at) throw gitProblem('repository-empty', {})
  return { commit: await requireCommit(folder, at), ref: undefined }
}

async function requireCommit(folder: string, id: string): Promise<string> {
  if (!/^[0-9a-f]{4,64}$/i.test(id)) throw gitProblem('ref-missing', { at: id.slice(0, 200) })
  const { ok, stdout } = await runGit(folder, ['rev-parse', '--verify', '--quiet', `${id}^{commit}`])
  if (!ok) throw gitProblem('ref-missing', { at: id })
  return stdout.toString('utf8').trim()
}
