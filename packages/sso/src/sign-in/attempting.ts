import type { Web } from '@postern/kit/http'
import type { Attempt } from '../activity/activity.ts'
import { type Recorder, recorder } from '../activity/recorder.ts'
import type { Activity } from '../activity/store.ts'

/**
 * Does the work of one attempt and writes its row, however it ends, before anything is answered: what a person was told
 * is in Activity, also after a crash in the next moment.
 */
export async function attempting<T>(
  of: { readonly web: Web; readonly activity: Activity; readonly startedBy: Attempt['startedBy'] },
  work: (record: Recorder) => Promise<T>,
): Promise<T> {
  const record = recorder(of.web, of.startedBy)
  try {
    return await work(record)
  } catch (thrown) {
    record.refused(thrown)
    throw thrown
  } finally {
    if (record.kept()) await of.activity.save(record.attempt())
  }
}
