export { requestSignIn, samlConsumerPath } from './request.ts'
export { samlRoutes } from './routes.ts'
export { usedAssertions, usedAssertionsMigration } from './used-assertions.ts'
