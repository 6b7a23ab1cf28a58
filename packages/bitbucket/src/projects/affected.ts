import type { Affected } from '../audit/index.ts'
import type { Place } from './levels.ts'

/** How the audit log names a project or a repository: `ACME`, `ACME/shop`. */
export const affectedPlace = ({ project, repository }: Place): Affected =>
  repository
    ? { kind: 'Repository', name: `${project.key}/${repository.slug}` }
    : { kind: 'Project', name: project.key }
