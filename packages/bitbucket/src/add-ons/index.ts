export { addOnsMigration, installations } from './installations.ts'
export { addOnsRoutes } from './routes.tsx'
