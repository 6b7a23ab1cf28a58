export { scmServer } from './serve.ts'
