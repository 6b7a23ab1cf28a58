import { describe } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** Why a suite is skipped; the test run prints it. */
    skipped?: string
  }
}

/** A suite that is skipped, with the sentence that says why, where something that it needs is `missing`. */
export function describeUnless(missing: string | undefined, name: string, suite: () => void): void {
  if (missing === undefined) describe(name, suite)
  else describe(name, { skip: true, meta: { skipped: missing } }, suite)
}
