import type { Connection } from '../connections/connection.ts'
import { path } from '../connections/words.ts'
import type { SetupStep } from './step.ts'
import { stepPath, steps } from './steps.ts'

/** Where an answer leads: in the wizard to the next step, after Finish back to the connection. */
export function leadOn(connection: Connection, step: SetupStep, before: Connection): string {
  if (step.id === 'finish') return `${path(connection)}?done=finished`
  if (before.state === 'draft') {
    const next = steps[steps.indexOf(step) + 1]
    return next ? stepPath(connection, next) : path(connection)
  }
  if (step.id === 'metadata-import')
    return connection.pendingImport ? path(connection, 'compare') : `${path(connection)}?done=same`
  return `${path(connection)}?done=saved`
}
