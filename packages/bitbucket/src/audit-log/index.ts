export { auditLogRoutes } from './routes.tsx'
