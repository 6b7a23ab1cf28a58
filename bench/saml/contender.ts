/** What was read from a message; the probe compares it with what was written. */
export interface Seen {
  readonly nameId: string
  readonly groups: number
}

/** One library, ready for one fixture: parameter (base64) in, identity out; rejects what it does not accept. */
export type Validate = (parameter: string) => Seen | Promise<Seen>

/** One response, signed: an issuer that is ready for one person. Returns XML or base64. */
export type Issue = () => string | Promise<string>

/** What takes part in the rounds. Each runs in a process of its own. */
export interface Contender {
  readonly name: string
  /** Undefined: takes no part in this fixture. */
  readonly validator?: (fixture: FixtureName) => Validate | undefined
  readonly issuer?: () => Issue | Promise<Issue>
}

export const fixtureNames = ['g20', 'g150', 'both', 'enc-gcm'] as const
export type FixtureName = (typeof fixtureNames)[number]

/** CPU of one slice: microseconds of user and system time, all threads of the process. */
export interface Slice {
  readonly operations: number
  readonly cpu: number
}
