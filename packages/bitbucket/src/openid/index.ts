export { discovery } from './discovery.ts'
export { publishedKeys } from './id-token.ts'
export { journeys, journeysMigration } from './journeys.ts'
export { openidRoutes } from './routes.ts'
