export { basicAuthMigration } from './migration.ts'
export { basicAuthRest } from './rest.ts'
export { type BasicAuth, basicAuth } from './store.ts'
