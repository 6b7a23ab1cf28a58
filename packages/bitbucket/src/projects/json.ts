import type { Project, Repository } from './project.ts'

/** RestProject (bitbucket.md 2.6). An empty description is left out, as Bitbucket does. */
export function projectJson(project: Project, publicUrl: URL) {
  return {
    key: project.key,
    id: project.id,
    name: project.name,
    ...(project.description === '' ? {} : { description: project.description }),
    public: project.public,
    type: 'NORMAL',
    links: { self: [{ href: new URL(`/projects/${project.key}`, publicUrl).href }] },
  }
}

/** Where git finds a repository: the key in small letters, as Bitbucket writes it. */
export const cloneUrl = ({ project, slug }: Repository, publicUrl: URL): string =>
  new URL(`/scm/${project.key.toLowerCase()}/${slug}.git`, publicUrl).href

export const repositoryPath = ({ project, slug }: Repository): string =>
  `/projects/${project.key}/repos/${slug}`

/** RestRepository. There is no `ssh` among the clone links: this host does not speak it. */
export function repositoryJson(repository: Repository, publicUrl: URL) {
  const { slug, id, name, description, project, forkable, archived } = repository
  return {
    slug,
    id,
    name,
    ...(description === '' ? {} : { description }),
    hierarchyId: hierarchyId(id),
    scmId: 'git',
    state: 'AVAILABLE',
    statusMessage: 'Available',
    forkable,
    project: projectJson(project, publicUrl),
    public: repository.public,
    archived,
    links: {
      clone: [{ href: cloneUrl(repository, publicUrl), name: 'http' }],
      self: [{ href: new URL(`${repositoryPath(repository)}/browse`, publicUrl).href }],
    },
  }
}

/** The same for all forks of a repository in Bitbucket; here there are none. */
const hierarchyId = (id: number) => id.toString(16).padStart(20, '0')
