export { testMailServer } from '../mail/test-mail-server.ts'
export { describeUnless } from './describe-unless.ts'
export { eachStore, type OpenStore } from './each-store.ts'
export { type TestClock, testWorld } from './world.ts'
