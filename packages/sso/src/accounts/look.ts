import type { World } from '@postern/kit/world'
import type { Identity } from '@postern/saml'
import { Problem } from '@postern/saml'
import { type SentGroups, sentGroups } from '../account-rules/groups.ts'
import { type Person, personOf } from '../account-rules/person.ts'
import type { AccountRules } from '../account-rules/rules.ts'
import { accountRules } from '../account-rules/store.ts'
import type { Application } from '../applications/application.ts'
import type { Connection } from '../connections/connection.ts'
import { domainOf, knowsDomain } from '../connections/domains.ts'
import { connections } from '../connections/store.ts'
import type { ApplicationAccount, Connector } from '../connectors/connector.ts'
import type { Account } from './account.ts'
import { type Accounts, accounts, type KeptAccount } from './store.ts'

/** What the account step is asked with: a person whom a verified assertion names, and where they want to go. */
export interface AccountStep {
  readonly world: World
  readonly connector: Connector
  readonly application: Application
  readonly connection: Pick<Connection, 'id' | 'name' | 'accounts' | 'knownDomains' | 'anyDomain'>
  readonly identity: Identity
  /** Of the attempt in Activity, for what is written down about the person. */
  readonly attemptId?: string
}

/** Everything that is decided by. Looking changes nothing. */
export interface Seen {
  readonly application: Pick<Application, 'id' | 'name'>
  readonly connection: AccountStep['connection']
  readonly rules: AccountRules
  readonly person: Person
  readonly sentGroups: SentGroups
  /** The tie of this person, whoever has the user name now. */
  readonly kept: KeptAccount | undefined
  /** The application's account: that of the tie, else the one that the rules find; two: of one address. */
  readonly found: readonly ApplicationAccount[]
  /** It cannot be asked about somebody who was let in before. */
  readonly unasked: boolean
  /** Nothing was found by address or attribute, and the user name of a new account is not free. */
  readonly inTheWay: ApplicationAccount | undefined
  /** Whose the account is already; `gone` where their connection was deleted since. */
  readonly holder: { readonly account: Account; readonly gone: boolean } | undefined
  /** Asked before a person is tied to an account. */
  readonly administrator: boolean
  /** Groups at the application; asked only where they may change. */
  readonly groups: readonly string[]
  /** What the account would be renamed to; undefined: nothing, or it is not free. */
  readonly freeName: string | undefined
}

export async function look(step: AccountStep): Promise<Seen> {
  const { world, application, connection, identity } = step
  const rules = await accountRules(world.store).of(connection.id)
  const person = personOf(identity, rules)
  const known = accounts(world.store)
  const { subject } = person
  const kept = await known.findBySubject({
    applicationId: application.id,
    connectionId: connection.id,
    subject,
  })
  const start = {
    application,
    connection,
    rules,
    person,
    sentGroups: sentGroups(identity, rules),
    kept,
    found: [],
    unasked: false,
    inTheWay: undefined,
    holder: undefined,
    administrator: false,
    groups: [],
    freeName: undefined,
  }
  return kept ? lookAgain(step, { ...start, kept }) : lookFirst(step, start, known)
}

/** A person whom we know. One who was let in before is not kept out because the application's REST API fails. */
async function lookAgain(step: AccountStep, seen: Seen & { kept: KeptAccount }): Promise<Seen> {
  const { account, state } = seen.kept
  const { connector, world, application } = step
  if (state === 'made') return seen
  if (state === 'pending') {
    const found = await connector.findAccount(account.userName)
    const administrator = found !== undefined && (await connector.isAdministrator(found.userName))
    return { ...seen, found: found ? [found] : [], administrator }
  }
  try {
    const found = (await connector.findAccount(account.userName)) ?? (await renamed(connector, seen))
    if (!found) return seen
    const groups = wantsGroups(seen) ? await connector.groupsOf(found.userName) : []
    // The account was deleted, and another made of its name: nobody is handed an administrator by that.
    const another = (account.key ?? '') !== '' && found.key !== account.key
    const administrator = another && (await connector.isAdministrator(found.userName))
    return { ...seen, found: [found], groups, administrator, freeName: await freeName(step, seen, found) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    world.log.warn({ err: error, application: application.id }, 'account not looked up')
    return { ...seen, unasked: true }
  }
}

/** The account by its key, where somebody renamed it in the application. */
async function renamed(
  connector: Connector,
  { kept, person }: Seen,
): Promise<ApplicationAccount | undefined> {
  const key = kept?.account.key
  if (!kept || !key) return undefined
  const hints = [
    person.userName,
    kept.account.emailAddress,
    person.emailAddress ?? '',
    kept.account.displayName,
  ]
  return connector.findByKey(key, hints)
}

const wantsGroups = ({ rules, connection, sentGroups: sent }: Seen) =>
  (rules.groups.managed.length > 0 && sent.said === 'groups') ||
  (rules.finding.returning && connection.accounts.groups.length > 0)

async function freeName(
  step: AccountStep,
  seen: Seen,
  found: ApplicationAccount,
): Promise<string | undefined> {
  const { userName } = seen.person
  if (!seen.rules.finding.rename || found.userName === userName) return undefined
  // Of another case only: it is the same name to the application.
  if (found.userName.toLowerCase() === userName.toLowerCase()) return undefined
  if (await step.connector.findAccount(userName)) return undefined
  const other = await accounts(step.world.store).findByUserName(seen.application.id, userName)
  return other ? undefined : userName
}

/** A person whom we do not know: the account that the rules find, and whether it can be theirs. */
async function lookFirst(step: AccountStep, start: Seen, known: Accounts): Promise<Seen> {
  const { connector, world } = step
  const found = await findFirst(connector, start)
  const [one] = found
  const { userName } = start.person
  const byName = start.rules.finding.linkBy.by === 'user-name'
  const inTheWay = one || byName ? undefined : await connector.findAccount(userName)
  const other = await known.findByUserName(start.application.id, one?.userName ?? userName)
  // The same person was faster in another window.
  if (other && isOf(other.account, start)) return lookAgain(step, { ...start, kept: other })
  const holder = other && {
    account: other.account,
    gone:
      other.account.connectionId !== start.connection.id &&
      (await connections(world.store).find(other.account.connectionId)) === undefined,
  }
  const administrator = found.length === 1 && one ? await connector.isAdministrator(one.userName) : false
  const groups =
    one && start.rules.groups.managed.length > 0 && start.sentGroups.said === 'groups'
      ? await connector.groupsOf(one.userName)
      : []
  return { ...start, found, inTheWay, holder, administrator, groups }
}

const isOf = (account: Account, { connection, person }: Seen) =>
  account.connectionId === connection.id && account.subject === person.subject

async function findFirst(connector: Connector, seen: Seen): Promise<readonly ApplicationAccount[]> {
  const { person, rules, connection } = seen
  const named = async (name: string | undefined) => {
    const one = name ? await connector.findAccount(name) : undefined
    return one ? [one] : []
  }
  switch (rules.finding.linkBy.by) {
    case 'user-name':
      return named(person.userName)
    case 'attribute':
      return named(person.linkName)
    case 'email-address': {
      // Only an address that was sent as one, of a domain for which this connection speaks: else whoever may write a mail
      // attribute at an identity provider would take over accounts of other companies.
      const address = person.sent.emailAddress
      const believed = address !== undefined && knowsDomain(connection, domainOf(address))
      return believed ? connector.findByAddress(address) : []
    }
  }
}
