import { attemptsMigration } from '@postern/kit/attempts'
import { mailMigration } from '@postern/kit/mail'
import { sessionsMigration } from '@postern/kit/session'
import type { Migration } from '@postern/kit/store'
import { directoryRolesMigration } from './administrators/store.ts'
import { appRolesMigration } from './app-roles/store.ts'
import { assignmentsMigration, groupAssignmentsMigration } from './assignments/store.ts'
import { bulkImportsMigration } from './bulk-users/store.ts'
import { certificateNoticesMigration } from './certificates/expiry.ts'
import { keyCredentialsMigration } from './certificates/key-credentials.ts'
import { requestVerificationsMigration } from './certificates/request-verification.ts'
import { signingCertificatesMigration } from './certificates/signing-certificates.ts'
import { signingSettingsMigration } from './certificates/signing-settings.ts'
import { claimsMigration } from './claims/store.ts'
import { domainsMigration } from './domains/store.ts'
import {
  addressesMigration,
  applicationsMigration,
  methodMigration,
  returnedErrorsMigration,
} from './enterprise-applications/row.ts'
import { groupsMigration } from './groups/store.ts'
import { participantsMigration } from './sessions/participants.ts'
import { asksMigration } from './sign-in/asks.ts'
import { requestCountsMigration } from './sign-in/flood.ts'
import { wrongPasswordsMigration } from './sign-in/wrong-passwords.ts'
import { signInLogsMigration } from './sign-in-logs/store.ts'
import { tenantMigration } from './tenant/store.ts'
import { authenticatorsMigration } from './users/authenticator.ts'
import { userDepthMigration, usersMigration } from './users/migrations.ts'

/** All tables of this server. Numbers only grow; what was released is never edited. */
export const migrations: readonly Migration[] = [
  sessionsMigration,
  attemptsMigration,
  tenantMigration,
  domainsMigration,
  usersMigration,
  directoryRolesMigration,
  applicationsMigration,
  signingCertificatesMigration,
  assignmentsMigration,
  asksMigration,
  methodMigration,
  groupsMigration,
  userDepthMigration,
  signingSettingsMigration,
  authenticatorsMigration,
  wrongPasswordsMigration,
  mailMigration,
  certificateNoticesMigration,
  keyCredentialsMigration,
  requestVerificationsMigration,
  signInLogsMigration,
  requestCountsMigration,
  addressesMigration,
  participantsMigration,
  claimsMigration,
  appRolesMigration,
  groupAssignmentsMigration,
  bulkImportsMigration,
  returnedErrorsMigration,
]
