export type { Migration } from './migrate.ts'
export { openStore, type Store } from './store.ts'
