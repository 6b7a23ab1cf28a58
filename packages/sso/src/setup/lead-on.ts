import { believedCertificates, type Connection } from '../connections/connection.ts'
import { path } from '../connections/words.ts'
import { signatureVerification } from './signature-verification.tsx'
import type { SetupStep } from './step.ts'
import { stepPath, steps } from './steps.ts'

/** Where an answer leads: in the wizard to the next step, after Finish back to the connection. */
export function leadOn(connection: Connection, step: SetupStep, before: Connection): string {
  if (step.id === 'finish') return `${path(connection)}?done=finished`
  if (before.state === 'draft') {
    const next = steps[steps.indexOf(step) + 1]
    return next ? stepPath(connection, next) : path(connection)
  }
  // A certificate that nobody compared is not believed: whoever imported it is led to where it is compared.
  const waits = step.id === 'metadata-import' && unverified(connection)
  return waits
    ? `${stepPath(connection, signatureVerification)}?done=imported`
    : `${path(connection)}?done=saved`
}

const unverified = (connection: Connection) =>
  believedCertificates(connection).length < (connection.identityProvider?.certificates.length ?? 0)
