import { Pill } from '@postern/kit/html'
import type { Connection } from './connection.ts'

/** The groups, and whether the application was asked for them. Nothing where there are none. */
export function GroupList({ of }: { of: Connection['accounts'] }) {
  if (of.groups.length === 0) return null
  return (
    <>
      {of.groups.join(', ')} {of.lookedUp === false && <Pill tone="warn">Not looked up</Pill>}
    </>
  )
}

/** The same in a word or two; '' where there are none. */
export function groupWords({ groups, lookedUp }: Connection['accounts']): string {
  if (groups.length === 0) return ''
  return `${groups.join(', ')}${lookedUp === false ? ' (not looked up)' : ''}`
}
