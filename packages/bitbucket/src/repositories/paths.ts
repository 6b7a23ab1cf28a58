import { withQuery } from '../frame/index.ts'
import { type Repository, repositoryPath } from '../projects/index.ts'

const segments = (path: string) => path.split('/').map(encodeURIComponent).join('/')

/** Addresses of the pages of one repository, as Bitbucket's; `at` is left out for the default branch. */
export function pathsOf(repository: Repository, at?: string) {
  const base = repositoryPath(repository)
  const to = (page: string, path: string) => {
    const address = `${base}/${page}${path === '' ? '' : `/${segments(path)}`}`
    return at ? withQuery(address, { at }) : address
  }
  return {
    base,
    browse: (path = '') => to('browse', path),
    raw: (path: string) => to('raw', path),
    commits: at ? withQuery(`${base}/commits`, { until: at }) : `${base}/commits`,
    commit: (id: string) => `${base}/commits/${id}`,
    branches: `${base}/branches`,
    settings: `${base}/settings`,
    permissions: `${base}/permissions`,
    archive: withQuery(`${base}/archive`, { format: 'zip', ...(at ? { at } : {}) }),
  }
}

/** The link that a ref has in an address: the whole name, since a tag and a branch may share the short one. */
export const shortName = (ref: string): string => ref.replace(/^refs\/(?:heads|tags)\//, '')
