export { type Confirmations, confirmations, confirmationsMigration } from './confirmations.ts'
export { administratorAccess, websudoRoutes } from './routes.tsx'
