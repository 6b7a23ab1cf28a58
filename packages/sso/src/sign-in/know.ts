import type { Recorder } from '../activity/recorder.ts'
import type { Connection } from '../connections/connection.ts'
import type { SignInPorts } from './ports.ts'

/** Writes into the attempt by which connection it comes, and for which application, before anything can refuse it. */
export async function know(
  record: Recorder,
  { id, name, applicationId }: Connection,
  { applications }: Pick<SignInPorts, 'applications'>,
): Promise<void> {
  const application = applicationId && (await applications.find(applicationId))
  record.know({ connection: { id, name }, ...(application ? { application: application.name } : {}) })
}
