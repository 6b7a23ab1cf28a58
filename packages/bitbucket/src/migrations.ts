import { attemptsMigration } from '@postern/kit/attempts'
import { sessionsMigration } from '@postern/kit/session'
import type { Migration } from '@postern/kit/store'
import { methodsMigration } from './authentication-methods/index.ts'
import { directoryMigration } from './directory/index.ts'
import { journeysMigration } from './openid/index.ts'

/** All the tables of this server. */
export const migrations: readonly Migration[] = [
  sessionsMigration,
  attemptsMigration,
  directoryMigration,
  methodsMigration,
  journeysMigration,
]
