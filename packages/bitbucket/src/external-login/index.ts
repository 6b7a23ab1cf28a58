export { externalLoginRoutes } from './routes.ts'
