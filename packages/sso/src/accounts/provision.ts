import type { World } from '@postern/kit/world'
import type { Identity } from '@postern/saml'
import type { Application } from '../applications/application.ts'
import type { Connection } from '../connections/connection.ts'
import { connections } from '../connections/store.ts'
import type { ApplicationAccount, Connector } from '../connectors/connector.ts'
import { type Account, accountId } from './account.ts'
import { type Person, personOf } from './person.ts'
import { accountProblem } from './problems.ts'
import { type Accounts, accounts, type KeptAccount } from './store.ts'

export interface Provisioned {
  readonly account: Account
  /** What was done, in words for Activity: "Account made", "Added to developers". */
  readonly done: readonly string[]
}

interface Needs {
  readonly world: World
  readonly connector: Connector
  readonly application: Application
  readonly connection: Pick<Connection, 'id' | 'name' | 'accounts'>
  readonly identity: Identity
}

/** Everything that one provisioning looks at; `done` grows as it goes. */
interface Course extends Needs {
  readonly known: Accounts
  readonly person: Person
  readonly done: string[]
}

/**
 * Finds, ties or makes the account of the person whom a verified assertion names. A person is known by connection and
 * subject; the first time, by the user name alone, and then never as an administrator of the application (LINK-1).
 *
 * A row stands in our store before the application is asked to do anything, and says how far we came (`pending`, `made`,
 * `ready`), so that a kill at any moment heals at the next sign-in and makes nothing twice.
 */
export async function provision(of: Needs): Promise<Provisioned> {
  const course = { ...of, known: accounts(of.world.store), person: personOf(of.identity), done: [] }
  const kept = await keptOf(course)
  const account = kept ? await keep(course, kept) : await begin(course)
  return { account, done: course.done }
}

function keptOf({ known, application, connection, person }: Course): Promise<KeptAccount | undefined> {
  const { subject } = person
  return known.findBySubject({ applicationId: application.id, connectionId: connection.id, subject })
}

/** A person whom we know: go on where we stopped, or see that the account is still there. */
async function keep(course: Course, { account, state }: KeptAccount): Promise<Account> {
  if (state !== 'ready') return make(course, account, state)
  const found = await course.connector.findAccount(account.userName).catch((error: unknown) => {
    // Who was let in before is not kept out because the application's REST API fails.
    course.world.log.warn({ err: error, application: course.application.id }, 'account not looked up')
    course.done.push(`${course.application.name} could not be asked about the account`)
    return 'unasked' as const
  })
  if (found === 'unasked') return account
  if (found) {
    requireActive(course, found)
    return account
  }
  if (!course.connection.accounts.create) throw unknown(course, account.userName)
  await course.known.setState(account.id, 'pending')
  return make(course, account, 'pending')
}

/** A person whom we do not know: tie them to the account of their user name, or make one. */
async function begin(course: Course): Promise<Account> {
  const { connector, person, connection, known } = course
  const found = await connector.findAccount(person.userName)
  if (!found && !connection.accounts.create) throw unknown(course, person.userName)
  if (found) await requireTieable(course, found)
  const account = accountOf(course, found)
  const state = found ? 'ready' : 'pending'
  if (!(await claim(course, account, state))) {
    // The same person in another window was first, or the account belongs to somebody else.
    const kept = await keptOf(course)
    if (!kept) throw taken(course, account.userName)
    return keep(course, kept)
  }
  if (!found) return make(course, account, 'pending')
  course.done.push(`Tied to the account ${found.userName} that was there`)
  return (await known.find(account.id)) ?? account
}

/** Makes the account at the application, as far as it is not made yet. */
async function make(course: Course, account: Account, from: 'pending' | 'made'): Promise<Account> {
  const { connector, connection, known, world, done, application } = course
  const { userName, displayName, emailAddress } = account
  const { groups, create } = connection.accounts
  if (from === 'pending') {
    const found = await connector.findAccount(userName)
    if (!found && !create) throw unknown(course, userName)
    // Groups were not given yet: an administrator of this name is nobody whom we made.
    if (found) await requireTieable(course, found)
    else await createAccount(course, { userName, displayName, emailAddress }, world)
    await known.setState(account.id, 'made')
    done.push(`Account ${userName} made in ${application.name}`)
  }
  await connector.addToGroups(userName, groups)
  if (groups.length > 0) done.push(`Added to ${groups.join(', ')}`)
  await known.setState(account.id, 'ready')
  return account
}

async function createAccount(
  course: Course,
  of: { readonly userName: string; readonly displayName: string; readonly emailAddress: string },
  world: World,
): Promise<void> {
  // Nobody keeps this password; it exists because Bitbucket wants one. A name that is there by now (409) is ours: the
  // row was there first.
  const password = world.random(32).toString('base64url')
  const toDefaultGroup = course.connection.accounts.groups.length === 0
  await course.connector.createAccount({ ...of, password, toDefaultGroup })
}

/** Ties the person to the user name. The tie of a connection that was deleted since is taken over. */
async function claim(course: Course, account: Account, state: KeptAccount['state']): Promise<boolean> {
  const { known, world } = course
  if (await known.claim(account, state)) return true
  const other = await known.findByUserName(account.applicationId, account.userName)
  if (!other || other.account.connectionId === account.connectionId) return false
  if (await connections(world.store).find(other.account.connectionId)) return false
  await known.remove(other.account.id)
  return known.claim(account, state)
}

function accountOf(course: Course, found: ApplicationAccount | undefined): Account {
  const { person, world, application, connection } = course
  const emailAddress = person.emailAddress ?? found?.emailAddress
  if (!emailAddress) throw accountProblem('account-address', { userName: person.userName })
  return {
    id: accountId(world.random(16).toString('hex')),
    connectionId: connection.id,
    applicationId: application.id,
    subject: person.subject,
    userName: found?.userName ?? person.userName,
    displayName: person.displayName,
    emailAddress,
    createdAt: world.clock(),
  }
}

async function requireTieable(course: Course, found: ApplicationAccount): Promise<void> {
  requireActive(course, found)
  const { userName } = found
  if (!(await course.connector.isAdministrator(userName))) return
  const { application, person } = course
  throw accountProblem('account-is-administrator', {
    userName,
    application: application.name,
    subject: person.subject,
  })
}

function requireActive({ application }: Course, { active, userName }: ApplicationAccount): void {
  if (!active) throw accountProblem('account-inactive', { userName, application: application.name })
}

function unknown({ application, connection }: Course, userName: string) {
  return accountProblem('account-unknown', {
    userName,
    application: application.name,
    connection: connection.name,
  })
}

function taken({ application, person }: Course, userName: string) {
  return accountProblem('account-taken', { userName, application: application.name, subject: person.subject })
}
