export { licenceMigration } from './migration.ts'
export { licenceRest } from './rest.ts'
export { licenceRoutes } from './routes.tsx'
