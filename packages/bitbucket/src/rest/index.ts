export { json, restFailure } from './answer.ts'
export { readBody } from './body.ts'
export type { Callers } from './caller.ts'
export { type Calls, callsFor } from './calls.ts'
export { flag, page, pageJson, part, rangeOf, required } from './parameters.ts'
export { parameterInvalid, restProblem } from './problems.ts'

/** The two names of the one version. */
export const api = '/rest/api/:version{latest|1\\.0}'
