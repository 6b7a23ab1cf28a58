import { attemptsMigration } from '@postern/kit/attempts'
import { sessionsMigration } from '@postern/kit/session'
import type { Migration } from '@postern/kit/store'
import { accessTokensMigration } from './access-tokens/index.ts'
import { addOnsMigration } from './add-ons/index.ts'
import { linksMigration } from './application-links/index.ts'
import { auditMigration } from './audit/index.ts'
import { methodsMigration } from './authentication-methods/index.ts'
import { basicAuthMigration } from './basic-auth/index.ts'
import { addressesMigration, directoryMigration, justInTimeMigration } from './directory/index.ts'
import { licenceMigration } from './licence/index.ts'
import { journeysMigration } from './openid/index.ts'
import { projectsMigration } from './projects/index.ts'
import { usedAssertionsMigration } from './saml/index.ts'
import { confirmationsMigration } from './websudo/index.ts'

/** All the tables of this server. */
export const migrations: readonly Migration[] = [
  sessionsMigration,
  attemptsMigration,
  directoryMigration,
  methodsMigration,
  journeysMigration,
  confirmationsMigration,
  linksMigration,
  addOnsMigration,
  projectsMigration,
  accessTokensMigration,
  usedAssertionsMigration,
  basicAuthMigration,
  licenceMigration,
  addressesMigration,
  auditMigration,
  justInTimeMigration,
]
