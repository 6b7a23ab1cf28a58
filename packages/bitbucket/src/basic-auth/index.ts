export { basicAuthMigration } from './migration.ts'
export { basicAuthRest } from './rest.ts'
export { basicAuthRoutes } from './routes.tsx'
export { type BasicAuth, basicAuth } from './store.ts'
