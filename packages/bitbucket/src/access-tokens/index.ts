export { accessTokensMigration } from './migration.ts'
export { accessTokensRest } from './rest.ts'
export { accessTokensRoutes } from './routes.tsx'
export { type AccessTokens, accessTokens } from './store.ts'
export {
  type AccessToken,
  type Owner,
  type TokenPermission,
  tokenFaults,
  tokenPermissions,
} from './token.ts'
