import type { Connection } from '../connections/connection.ts'
import { path } from '../connections/words.ts'
import { appProperties } from './app-properties.tsx'
import { bitbucketUserAccounts } from './bitbucket-user-accounts.tsx'
import { finishAfter } from './finish.tsx'
import { metadataImport } from './metadata-import.tsx'
import { nameAndSsoLocation } from './name-and-sso-location.tsx'
import { signatureVerification } from './signature-verification.tsx'
import { isDone, type SetupStep } from './step.ts'
import { subscriptionLevel } from './subscription-level.tsx'

/** The set-up of a connection, in order. A new question is a file and a row here. */
const questions: readonly SetupStep[] = [
  subscriptionLevel,
  appProperties,
  metadataImport,
  nameAndSsoLocation,
  signatureVerification,
  bitbucketUserAccounts,
]

export const finish = finishAfter(questions)

export const steps: readonly SetupStep[] = [...questions, finish]

export const stepPath = (connection: Connection, { id }: SetupStep) => path(connection, `setup/${id}`)

/** The first step that is not answered; *Finish* where all are. */
export function firstOpen(connection: Connection): SetupStep {
  return steps.find((step) => !isDone(connection, step)) ?? finish
}
