import { attemptsMigration } from '@postern/kit/attempts'
import { mailMigration } from '@postern/kit/mail'
import { sessionsMigration } from '@postern/kit/session'
import type { Migration } from '@postern/kit/store'
import { seenAnswersMigration } from './account-rules/seen-answers.ts'
import { accountRulesMigration } from './account-rules/store.ts'
import { decisionsMigration } from './accounts/decisions.ts'
import { ledgerMigration } from './accounts/ledger.ts'
import { accountKeysMigration, accountsMigration, accountsSearchMigration } from './accounts/store.ts'
import { activityMigration, activitySearchMigration } from './activity/migrations.ts'
import {
  administratorsMigration,
  rolesMigration,
  secondFactorMigration,
} from './administrators/migrations.ts'
import { applicationsMigration, credentialKindMigration, protocolMigration } from './applications/store.ts'
import { auditMigration } from './audit/store.ts'
import { breakGlassMigration } from './break-glass/store.ts'
import { knownDomainsMigration } from './connections/choosing.ts'
import { expiryWarningsMigration } from './connections/expiry.ts'
import {
  choicesMigration,
  connectionsMigration,
  pendingImportMigration,
  reachedMigration,
  refreshMigration,
  setupMigration,
} from './connections/migrations.ts'
import { openidRecordsMigration } from './openid-provider/records.ts'
import { openidKeysMigration } from './openid-provider/signing-key.ts'
import { passkeysMigration } from './passkeys/migration.ts'
import { requestKeysMigration } from './request-signing/store.ts'
import { samlRequestsMigration } from './saml-provider/requests.ts'
import { samlProviderKeysMigration } from './saml-provider/signing-key.ts'
import { sessionLifetimeMigration } from './sessions/lifetime.ts'
import { sessionNamesMigration } from './sessions/names.ts'
import { acceptancesMigration } from './sign-in/acceptances.ts'
import { peopleWaitingMigration } from './sign-in/people-waiting.ts'
import { signInsMigration } from './sign-in/store.ts'
import { trialLinksMigration } from './sign-in/trial-links.ts'
import { logoutsMigration } from './single-logout/store.ts'

/** The tables of every feature. */
export const migrations: readonly Migration[] = [
  sessionsMigration,
  attemptsMigration,
  administratorsMigration,
  connectionsMigration,
  applicationsMigration,
  accountsMigration,
  activityMigration,
  signInsMigration,
  acceptancesMigration,
  openidRecordsMigration,
  openidKeysMigration,
  credentialKindMigration,
  setupMigration,
  refreshMigration,
  pendingImportMigration,
  auditMigration,
  rolesMigration,
  accountRulesMigration,
  accountKeysMigration,
  activitySearchMigration,
  samlProviderKeysMigration,
  samlRequestsMigration,
  protocolMigration,
  seenAnswersMigration,
  requestKeysMigration,
  mailMigration,
  expiryWarningsMigration,
  choicesMigration,
  trialLinksMigration,
  ledgerMigration,
  decisionsMigration,
  secondFactorMigration,
  breakGlassMigration,
  peopleWaitingMigration,
  knownDomainsMigration,
  sessionLifetimeMigration,
  reachedMigration,
  sessionNamesMigration,
  logoutsMigration,
  accountsSearchMigration,
  passkeysMigration,
]
