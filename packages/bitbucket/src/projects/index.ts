export { type ContentAccess, contentAccess, type Entered } from './access.ts'
export { type ContentGrants, contentGrants, type Granted, type Grantee } from './grants.ts'
export { cloneUrl, projectJson, repositoryJson, repositoryPath } from './json.ts'
export { type Levels, levelsOf, type Place } from './levels.ts'
export { projectsMigration } from './migration.ts'
export { contentPermissionsRest } from './permissions-rest.ts'
export { contentInvalid, contentProblem } from './problems.ts'
export {
  type ContentFault,
  descriptionFaults,
  type Project,
  type ProjectValues,
  type Repository,
} from './project.ts'
export { levelIn, projectsRest } from './rest.ts'
export { type Projects, projectOf, projects } from './store.ts'
export type { ContentTables } from './tables.ts'
export { repositoriesWith } from './visible.ts'
