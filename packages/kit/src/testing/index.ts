export { describeUnless } from './describe-unless.ts'
export { eachStore, type OpenStore } from './each-store.ts'
