/** An account as the application itself tells of it. */
export interface ApplicationAccount {
  /** What stays when it is renamed; '' where the application tells of none. */
  readonly key: string
  readonly userName: string
  readonly displayName: string
  readonly emailAddress: string
  readonly active: boolean
}

/** `lets-in`: its members may use the application. `administers`: they administer it, too. */
export type GroupRight = 'lets-in' | 'administers'

/** What was found when an application was asked whether it can be used; thrown Problems say why not. */
export interface Checked {
  readonly version: string
  readonly displayName: string
}

/**
 * How the accounts of one application are kept right, and how people are let in. Every call asks the application anew. All
 * lists are read to their end. A change may be asked for twice and is made once; it touches nothing but what it names. What
 * the application is too busy for, or fails at (429, 5xx), is asked again after a while; if it stays so, the Problem is one of
 * an outage (`isOutage`). Names compare as the application compares them. `conformance.ts` holds every connector to this.
 */
export interface Connector {
  /** Is it there, and may we administer it? */
  check(): Promise<Checked>
  /** The account with exactly this user name, by the application's own rule (Bitbucket: without regard to case). */
  findAccount(userName: string): Promise<ApplicationAccount | undefined>
  /**
   * `made: false` where an account of that name is there already: somebody else's, or made by this call when its answer was
   * lost. That account is left as it is.
   */
  createAccount(of: {
    readonly userName: string
    readonly displayName: string
    readonly emailAddress: string
    readonly password: string
    /** Into the group that the application gives to everybody it makes. */
    readonly toDefaultGroup: boolean
  }): Promise<{ readonly made: boolean }>
  /** Accounts with exactly this e-mail address, without regard to case; at most 10: two tell that it is not one. */
  findByAddress(emailAddress: string): Promise<readonly ApplicationAccount[]>
  /** The account of this key, looked for under words that its name or address may hold. */
  findByKey(key: string, hints: readonly string[]): Promise<ApplicationAccount | undefined>
  /** All or none; Problem where one of them is not there. Done too where the person is in one of them. */
  addToGroups(userName: string, groups: readonly string[]): Promise<void>
  /** Done too where the person is not in it, or neither is there. */
  removeFromGroup(userName: string, group: string): Promise<void>
  /** Names of the groups that the person is in, of themselves. */
  groupsOf(userName: string): Promise<readonly string[]>
  /** Full name and e-mail address; the user name, groups and rights stay. */
  changeDetails(of: {
    readonly userName: string
    readonly displayName: string
    readonly emailAddress: string
  }): Promise<void>
  /** The key, groups and rights stay. Problem where the new name is another's. */
  renameAccount(userName: string, to: string): Promise<void>
  /** Whether this person administers the application, directly or through a group. */
  isAdministrator(userName: string): Promise<boolean>
  /** What being in a group gives of itself, by its name in lower case; a group that gives nothing is left out. */
  groupRights(): Promise<ReadonlyMap<string, GroupRight>>
  /** Names of groups that hold `filter`, without regard to case, at most 100. */
  groups(filter: string): Promise<readonly string[]>
  /**
   * Where a browser is sent to enter the application as the person that our OpenID provider will name. `target` is where it
   * ends there, such as `/projects/ACME`; anything but a path within the application leads to its start page.
   */
  entrance(of: { readonly issuer: string; readonly loginHint: string; readonly target?: string }): string
}
