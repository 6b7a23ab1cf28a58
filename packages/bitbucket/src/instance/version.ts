import { instanceProblem } from './problems.ts'

/** A Bitbucket that this host can play, and where its interfaces differ from those of the others. */
export interface Version {
  readonly version: string
  readonly buildNumber: string
  readonly buildDate: string
  /** Basic authentication is refused until an administrator allows it (bitbucket.md 1d). */
  readonly blocksBasicAuth: boolean
  /** The log-in over `/rest/tsv`, which came with the second factor (bitbucket.md 1b). */
  readonly hasTwoStepVerification: boolean
  /** `createdTimestamp` of a detailed user (bitbucket.md 2.1). */
  readonly tellsWhenCreated: boolean
}

export const versions = {
  '8.19': {
    version: '8.19.24',
    buildNumber: '8019024',
    buildDate: '1711929600000',
    blocksBasicAuth: false,
    hasTwoStepVerification: false,
    tellsWhenCreated: false,
  },
  '9.4': {
    version: '9.4.0',
    buildNumber: '9004000',
    buildDate: '1732492800000',
    blocksBasicAuth: false,
    hasTwoStepVerification: true,
    tellsWhenCreated: false,
  },
  '10.2': {
    version: '10.2.1',
    buildNumber: '10002001',
    buildDate: '1764547200000',
    blocksBasicAuth: true,
    hasTwoStepVerification: true,
    tellsWhenCreated: true,
  },
} as const satisfies Readonly<Record<string, Version>>

export const usualVersion: Version = versions['9.4']

/** The version that `BITBUCKET_VERSION` names; 9.4 where it names none. Problem `version-unknown`. */
export function readVersion(environment: Readonly<Record<string, string | undefined>>): Version {
  const named = environment.BITBUCKET_VERSION
  if (!named) return usualVersion
  const found = Object.entries(versions).find(([name]) => name === named)
  if (!found) throw instanceProblem('version-unknown', { named, known: Object.keys(versions) })
  return found[1]
}
