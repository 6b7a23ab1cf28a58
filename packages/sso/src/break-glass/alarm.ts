import { dayOf } from '@postern/kit/html'
import type { Alarm } from '../administrators/administrator.ts'
import { breakGlassPath } from './paths.ts'
import type { BreakGlass } from './store.ts'

/** What every page of the console shows from the use of a code until an administrator has looked into it. */
export const alarmOf = (codes: BreakGlass) => async (): Promise<Alarm | undefined> => {
  const code = await codes.alarm()
  if (!code?.used) return undefined
  return {
    title: `Break-glass code ${code.number} was used on ${dayOf(code.used.at)}, from ${code.used.from}.`,
    href: breakGlassPath,
    label: 'Look into it',
  }
}
