import { type ContentFault, descriptionFaults } from '../projects/index.ts'

/** What of a repository a person may choose. */
export interface RepositoryValues {
  readonly name: string
  readonly description: string
  readonly public: boolean
  readonly forkable: boolean
}

/** The name in an address: lower case, and a hyphen for each run of anything else. */
export const repositorySlug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_.]+/g, '-')
    .replace(/^-+|-+$/g, '')

/** Rules of bitbucket.md 2.6; the sentences are word for word those recorded there. */
export function repositoryFaults(of: RepositoryValues): readonly ContentFault[] {
  const faults: ContentFault[] = []
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,127}$/u.test(of.name) || of.name.endsWith(' ')) {
    const message =
      'Repository names are limited to 128 characters. They must start with a letter or number and may contain spaces, hyphens, underscores and periods'
    faults.push({ field: 'name', message })
  }
  const slug = repositorySlug(of.name)
  // `.git` is what clone addresses end with.
  if (slug === '' || slug.length > 128 || slug.endsWith('.git'))
    faults.push({ field: 'slug', message: 'Please enter a non-empty value less than 128 characters' })
  return [...faults, ...descriptionFaults(of.description)]
}

/** What git takes for the name of a branch (git-check-ref-format), so that it need not be asked. */
export const isBranchName = (name: string): boolean =>
  name.length <= 250 &&
  !/[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^[-/.@]$|^[-/.]|[/.]$|\.lock(?:\/|$)|\/\./u.test(name) &&
  name !== '' &&
  name !== 'HEAD'
