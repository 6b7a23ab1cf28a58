export { type ContentAccess, contentAccess, type Entered } from './access.ts'
export { affectedPlace } from './affected.ts'
export { ProjectFrame, type ProjectFrameProps } from './frame.tsx'
export { type ContentGrants, contentGrants, type Granted, type Grantee } from './grants.ts'
export { cloneUrl, projectJson, repositoryJson, repositoryPath } from './json.ts'
export { type Levels, levelsOf, type Place } from './levels.ts'
export { Access } from './list-page.tsx'
export { projectsMigration } from './migration.ts'
export { projectPath, projectsPath } from './paths.ts'
export { levelLabels } from './permissions-page.tsx'
export { contentPermissionsRest } from './permissions-rest.ts'
export { permissionPages } from './permissions-routes.tsx'
export { contentInvalid, contentProblem } from './problems.ts'
export {
  type ContentFault,
  descriptionFaults,
  type Project,
  type ProjectValues,
  type Repository,
} from './project.ts'
export { levelIn, projectsRest } from './rest.ts'
export { projectsRoutes } from './routes.tsx'
export { type Projects, projectOf, projects } from './store.ts'
export type { ContentTables } from './tables.ts'
export { repositoriesWith } from './visible.ts'
