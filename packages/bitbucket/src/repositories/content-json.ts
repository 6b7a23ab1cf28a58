import type { User } from '../directory/index.ts'
import type { Commit, Entry, Ref } from '../git/index.ts'
import { applicationUser } from '../users/json.ts'

const shortId = (id: string) => id.slice(0, 11)

/** RestMinimalRef, which `/default-branch` answers with. */
export const minimalRef = ({ id, name }: Pick<Ref, 'id' | 'name'>) => ({
  id,
  displayId: name,
  type: 'BRANCH',
})

/** RestBranch as it is recorded: `isDefault`, where the OpenAPI document says `default`. */
export const branchJson = (ref: Ref, defaultBranch: string) => ({
  ...minimalRef(ref),
  latestCommit: ref.commit,
  latestChangeset: ref.commit,
  isDefault: ref.id === defaultBranch,
})

/** RestTag; only an annotated tag has a `hash`, its own object's. */
export const tagJson = ({ id, name, commit, tagged }: Ref) => ({
  id,
  displayId: name,
  type: 'TAG',
  latestCommit: commit,
  latestChangeset: commit,
  hash: tagged ?? null,
})

/** Who wrote commits, as far as an e-mail address in them is that of a user. */
export interface Committers {
  readonly find: (emailAddress: string) => User | undefined
  readonly publicUrl: URL
}

/** RestCommit. Where the address is a user's, the whole user stands in the place of what git knows (as recorded). */
export function commitJson(
  { id, author, committer, message, parents }: Commit,
  { find, publicUrl }: Committers,
) {
  const person = ({ name, emailAddress }: Commit['author']) => {
    const user = find(emailAddress)
    return user ? applicationUser(user, publicUrl) : { name, emailAddress }
  }
  return {
    id,
    displayId: shortId(id),
    author: person(author),
    authorTimestamp: author.at,
    committer: person(committer),
    committerTimestamp: committer.at,
    message,
    parents: parents.map((parent) => ({ id: parent, displayId: shortId(parent) })),
  }
}

/** A path as `/browse` tells it, in its pieces. */
export function pathJson(path: string) {
  const components = path === '' ? [] : path.split('/')
  const name = components.at(-1) ?? ''
  const dot = name.lastIndexOf('.')
  return {
    components,
    parent: components.slice(0, -1).join('/'),
    name,
    ...(dot > 0 ? { extension: name.slice(dot + 1) } : {}),
    toString: path,
  }
}

export const entryJson = ({ name, type, id, size }: Entry) => ({
  path: pathJson(name),
  ...(type === 'DIRECTORY' ? { node: id } : { contentId: id }),
  type,
  ...(size === undefined ? {} : { size }),
})
