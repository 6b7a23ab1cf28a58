export {
  type Affected,
  type AuditEvent,
  type By,
  type Category,
  type Change,
  categories,
  changesOf,
  type Facts,
  isCategory,
  type Source,
} from './event.ts'
export { source, sourceOf } from './source.ts'
export { type Audit, audit, type Entry, record, shownAtOnce } from './store.ts'
export { auditMigration } from './tables.ts'
