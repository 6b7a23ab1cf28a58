export { ConsoleAdministrator } from './console.ts'
export { DirectoryAdministrator } from './directory.ts'
export { prepareSandbox } from './prepare.ts'
export { type Page, Visitor } from './visitor.ts'
