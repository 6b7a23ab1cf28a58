import { groupChanges } from '../account-rules/groups.ts'
import { domainOf, knowsDomain } from '../connections/domains.ts'
import type { ApplicationAccount } from '../connectors/connector.ts'
import type { Account, AccountId } from './account.ts'
import type { Call } from './call.ts'
import type { Seen } from './look.ts'
import { accountProblem } from './problems.ts'
import type { KeptAccount } from './store.ts'

/** What is to be done so that this person has their account. */
export interface Plan {
  readonly account: Account
  /** In this order; the first that fails ends the sign-in. What was done is kept, and gone on from next time. */
  readonly needed: readonly Call[]
  /** The person has their account without these: one that fails is said, and lets them in all the same. */
  readonly wanted: readonly Call[]
  /** What is not done and why. */
  readonly notes: readonly string[]
}

/** What a new account needs that is not looked up. */
export interface Fresh {
  readonly id: AccountId
  /** Epoch milliseconds. */
  readonly now: number
}

/**
 * Decides and does nothing. A person is known by connection and subject; the first time, by what the rules say, and then
 * never as an administrator of the application, nor as somebody whom another identity is already (LINK-1). Problem: why not.
 */
export function decide(seen: Seen, fresh: Fresh): Plan {
  requireVouched(seen)
  return seen.kept ? again(seen, seen.kept) : first(seen, fresh)
}

/** An attribute or a guest's name must not bring in somebody of a domain for which this connection does not speak. */
function requireVouched({ person, connection }: Seen): void {
  const name = person.names.find((one) => {
    const domain = domainOf(one)
    return domain !== undefined && !knowsDomain(connection, domain)
  })
  if (name === undefined) return
  throw accountProblem('user-name-domain', {
    userName: name,
    domain: domainOf(name) ?? '',
    connection: connection.name,
  })
}

function again(seen: Seen, { account, state }: KeptAccount): Plan {
  const [found] = seen.found
  if (state === 'made') return { account, needed: givenGroups(seen), ...groupsOnly(seen) }
  if (seen.unasked) {
    const notes = [`${seen.application.name} could not be asked about the account`]
    return { account, needed: [], wanted: [], notes }
  }
  if (state === 'pending' || !found)
    return { account, needed: making(seen, account, found), ...groupsOnly(seen) }
  requireActive(seen, found)
  if (seen.administrator) throw administrator(seen, found)
  return { account, needed: following(account, found), ...upkeep(seen, found) }
}

function first(seen: Seen, fresh: Fresh): Plan {
  const [found, second] = seen.found
  if (second) throw several(seen)
  if (found) requireTieable(seen, found)
  if (seen.holder && !seen.holder.gone) throw taken(seen, seen.holder.account.userName)
  if (!found && !seen.connection.accounts.create) throw unknown(seen, seen.person.userName)
  if (seen.inTheWay) throw inUse(seen, seen.inTheWay.userName)
  const account = accountOf(seen, found, fresh)
  const over = seen.holder?.account.id
  if (!found) {
    const tie: Call = { do: 'tie', account, to: 'new-account', over }
    return { account, needed: [tie, ...making(seen, account, undefined)], ...groupsOnly(seen) }
  }
  const tie: Call = { do: 'tie', account, to: 'account-there', over }
  return { account, needed: [tie], ...upkeep(seen, found) }
}

/** Makes the account at the application, as far as it is not made yet. */
function making(seen: Seen, account: Account, found: ApplicationAccount | undefined): readonly Call[] {
  const { create, groups } = seen.connection.accounts
  if (!found && !create) throw unknown(seen, account.userName)
  // Groups were not given yet: an administrator of this name is nobody whom we made.
  if (found) requireTieable(seen, found)
  const made: Call = found
    ? { do: 'go-on', account }
    : { do: 'create', account, toDefaultGroup: groups.length === 0 }
  return [made, ...givenGroups(seen)]
}

const givenGroups = ({ connection }: Seen): readonly Call[] =>
  connection.accounts.groups.length > 0 ? [{ do: 'join', groups: connection.accounts.groups }] : []

/** The tie goes with the account, whatever the application calls it. */
function following(account: Account, found: ApplicationAccount): readonly Call[] {
  const { key } = found
  if (found.userName !== account.userName) return [{ do: 'follow', userName: found.userName, key }]
  return key !== (account.key ?? '') ? [{ do: 'follow', userName: '', key }] : []
}

function upkeep(seen: Seen, found: ApplicationAccount): Pick<Plan, 'wanted' | 'notes'> {
  const { wanted, notes } = groupsOnly(seen)
  const { rename } = seen.rules.finding
  const other = found.userName.toLowerCase() !== seen.person.userName.toLowerCase()
  const inUse = rename && other && seen.kept !== undefined && seen.freeName === undefined
  return {
    wanted: [
      ...updating(seen, found),
      ...wanted,
      // Last: the calls before it name the account as it was looked up.
      ...(seen.freeName === undefined ? [] : [{ do: 'rename', to: seen.freeName } as const]),
    ],
    notes: [...notes, ...(inUse ? [`Not renamed: the user name ${seen.person.userName} is in use`] : [])],
  }
}

function updating({ rules, person }: Seen, found: ApplicationAccount): readonly Call[] {
  if (!rules.finding.update) return []
  const displayName = person.sent.displayName ?? found.displayName
  const emailAddress = person.sent.emailAddress ?? found.emailAddress
  const same = displayName === found.displayName && emailAddress === found.emailAddress
  return same ? [] : [{ do: 'update', displayName, emailAddress }]
}

function groupsOnly(seen: Seen): Pick<Plan, 'wanted' | 'notes'> {
  const { rules, sentGroups: sent, groups, connection, kept } = seen
  const everybody = connection.accounts.groups
  const has = new Set(groups.map((name) => name.toLowerCase()))
  const back =
    rules.finding.returning &&
    kept?.state === 'ready' &&
    seen.found.length > 0 &&
    !everybody.some((name) => has.has(name.toLowerCase()))
      ? everybody
      : []
  const joinBack: readonly Call[] = back.length > 0 ? [{ do: 'join', groups: back }] : []
  if (rules.groups.managed.length === 0) return { wanted: joinBack, notes: [] }
  if (sent.said !== 'groups') return { wanted: joinBack, notes: [silence[sent.said]] }
  const { join, leave } = groupChanges({
    sent: sent.groups,
    current: groups,
    rules: rules.groups,
    everybody,
  })
  return {
    wanted: [
      ...joinBack,
      ...(join.length > 0 ? [{ do: 'join', groups: join } as const] : []),
      ...(leave.length > 0 ? [{ do: 'leave', groups: leave } as const] : []),
    ],
    notes: [],
  }
}

const silence = {
  'too-many':
    'The identity provider sent a link in place of the groups, since they are too many: no group was changed',
  nothing: 'The answer had no groups claim: no group was changed',
} as const

function accountOf(
  { person, application, connection }: Seen,
  found: ApplicationAccount | undefined,
  fresh: Fresh,
): Account {
  const emailAddress = person.emailAddress ?? found?.emailAddress
  if (!emailAddress) throw accountProblem('account-address', { userName: person.userName })
  return {
    id: fresh.id,
    connectionId: connection.id,
    applicationId: application.id,
    subject: person.subject,
    userName: found?.userName ?? person.userName,
    displayName: person.displayName,
    emailAddress,
    key: found?.key ?? '',
    createdAt: fresh.now,
  }
}

function requireTieable(seen: Seen, found: ApplicationAccount): void {
  requireActive(seen, found)
  if (seen.administrator) throw administrator(seen, found)
}

function requireActive({ application }: Seen, { active, userName }: ApplicationAccount): void {
  if (!active) throw accountProblem('account-inactive', { userName, application: application.name })
}

const administrator = ({ application, person }: Seen, { userName }: ApplicationAccount) =>
  accountProblem('account-is-administrator', {
    userName,
    application: application.name,
    subject: person.subject,
  })

const unknown = ({ application, connection }: Seen, userName: string) =>
  accountProblem('account-unknown', { userName, application: application.name, connection: connection.name })

const taken = ({ application, person }: Seen, userName: string) =>
  accountProblem('account-taken', { userName, application: application.name, subject: person.subject })

const inUse = ({ application, person }: Seen, userName: string) =>
  accountProblem('account-name-in-use', { userName, application: application.name, subject: person.subject })

const several = ({ application, person }: Seen) =>
  accountProblem('account-several', {
    emailAddress: person.sent.emailAddress ?? '',
    application: application.name,
    subject: person.subject,
  })
