export { instanceRest } from './rest.ts'
export { readVersion, usualVersion, type Version, versions } from './version.ts'
