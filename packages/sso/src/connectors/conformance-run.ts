/** What a run of the conformance suite needs, for the package that knows the real applications. */
export { conformance, type Shown, type Trial } from './conformance.ts'
export { targetWith } from './credential.ts'
export { type KindName, kinds } from './kinds.ts'
export { TestLine } from './test-line.ts'
