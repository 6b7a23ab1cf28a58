import type { Connection } from './connection.ts'
import { keyOf } from './table.ts'

const longest = 60

/** What is wrong with an *Identity provider name*, beside the names of the other connections. */
export function nameFaults(name: string, others: readonly Pick<Connection, 'name'>[]): readonly string[] {
  if (name === '') return ['Enter an Identity provider name.']
  const faults: string[] = []
  if (name.length > longest) faults.push(`Make the Identity provider name at most ${longest} letters long.`)
  if (/\p{Cc}|\p{Cf}/u.test(name))
    faults.push('Remove characters that cannot be seen from Identity provider name.')
  if (others.some((other) => keyOf(other.name) === keyOf(name)))
    faults.push(`Another connection is called ${name}. Choose another Identity provider name.`)
  return faults
}
