import { parameterInvalid } from '../rest/index.ts'

const mostUsers = 10_000_000

/**
 * How many users a licence text allows; undefined for as many as there are. A real licence is signed and packed by Atlassian,
 * and says `NumberOfUsers=…` inside; this host reads that line in the clear, so that seats can be rehearsed without one.
 */
export function maximumIn(text: string): number | undefined {
  const [, number] = /^\s*NumberOfUsers\s*=\s*(-?\d{1,9})\s*$/m.exec(text) ?? []
  const maximum = Number(number)
  if (number === undefined || maximum === 0 || maximum < -1 || maximum > mostUsers)
    throw parameterInvalid(
      'license',
      'The license should hold a line NumberOfUsers=25, or NumberOfUsers=-1 for no limit.',
    )
  return maximum === -1 ? undefined : maximum
}
