import { Problem } from '@postern/saml'
import { type Account, accountId } from './account.ts'
import { type Call, done, planned } from './call.ts'
import { decide, type Plan } from './decide.ts'
import { type AccountStep, look, type Seen } from './look.ts'
import { accountProblem } from './problems.ts'
import { rememberNames, rememberRefusal } from './remember.ts'
import { type Accounts, accounts, type KeptAccount } from './store.ts'

export interface Provisioned {
  readonly account: Account
  /** What was done, in words for Activity: "Account made", "Added to developers". */
  readonly done: readonly string[]
}

/** So many times another window or another person is first before we give up; each time there is more to see. */
const tries = 3

/**
 * Finds, ties or makes the account of the person whom a verified assertion names: looks, decides, and does what was decided.
 *
 * A row stands in our store before the application is asked to do anything, and says how far we came (`pending`, `made`,
 * `ready`), so that a kill at any moment heals at the next sign-in and makes nothing twice.
 */
export async function provision(step: AccountStep): Promise<Provisioned> {
  for (let n = 1; ; n++) {
    const seen = await look(step)
    await rememberNames(step, seen)
    const provisioned = await decideAndDo(step, seen)
    if (provisioned) return provisioned
    if (n === tries) throw taken(seen)
  }
}

async function decideAndDo(step: AccountStep, seen: Seen): Promise<Provisioned | undefined> {
  try {
    return await carryOut(step, seen, decide(seen, freshOf(step)))
  } catch (thrown) {
    await rememberRefusal(step, seen, thrown)
    throw thrown
  }
}

/** What the account step would do. */
export interface Foreseen {
  readonly userName: string
  /** One sentence each, in order: "Make the account …", "Add to developers". Empty: the person is let in as they are. */
  readonly calls: readonly string[]
  /** What would not be done, and why. */
  readonly notes: readonly string[]
}

/** A dry run: asks the application and changes nothing anywhere. Problem: why the person would be refused. */
export async function foresee(step: AccountStep): Promise<Foreseen> {
  const { account, needed, wanted, notes } = decide(await look(step), freshOf(step))
  const calls = [...needed, ...wanted].map((call) => planned(call, step.application.name)).filter(Boolean)
  return { userName: account.userName, calls, notes }
}

const freshOf = ({ world }: AccountStep) => ({
  id: accountId(world.random(16).toString('hex')),
  now: world.clock(),
})

/** Undefined where another was first, in another window or as another person: then it is to be looked again. */
async function carryOut(step: AccountStep, seen: Seen, plan: Plan): Promise<Provisioned | undefined> {
  const known = accounts(step.world.store)
  const course: Course = { step, known, said: [] }
  let account = plan.account
  if (seen.kept && seen.kept.state !== stateBefore(plan, seen.kept))
    await known.setState(account.id, 'pending')
  for (const call of plan.needed) {
    const after = await perform(course, account, call)
    if (!after) return undefined
    account = after
  }
  if (seen.kept?.state !== 'ready' || plan.needed.some(makes)) await known.setState(account.id, 'ready')
  course.said.push(...plan.notes)
  return { account: await doWanted(course, account, plan.wanted), done: course.said }
}

const makes = (call: Call) => call.do === 'create' || call.do === 'go-on'

/** An account that is made anew is not ready before it is. */
const stateBefore = ({ needed }: Plan, { state }: KeptAccount) => (needed.some(makes) ? 'pending' : state)

interface Course {
  readonly step: AccountStep
  readonly known: Accounts
  /** Grows as it goes. */
  readonly said: string[]
}

/** The person has their account: what fails now is said, and keeps nobody out. */
async function doWanted(course: Course, account: Account, calls: readonly Call[]): Promise<Account> {
  let latest = account
  for (const call of calls) {
    try {
      latest = (await perform(course, latest, call)) ?? latest
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { application, world } = course.step
      world.log.warn({ err: error, application: application.id }, 'account not kept up')
      course.said.push(`Not done: ${planned(call, application.name)}. ${error.message}`)
    }
  }
  return latest
}

/** Does one thing and gives the account after it; undefined where the tie is another's. */
async function perform(course: Course, account: Account, call: Call): Promise<Account | undefined> {
  const { step, known, said } = course
  const after = await effect(step, known, account, call)
  const words = done(call, step.application.name)
  if (after && words) said.push(words)
  return after
}

async function effect(
  { connector, world }: AccountStep,
  known: Accounts,
  account: Account,
  call: Call,
): Promise<Account | undefined> {
  const { userName } = account
  switch (call.do) {
    case 'tie': {
      if (call.over) await known.remove(call.over)
      const tied = await known.claim(account, call.to === 'account-there' ? 'ready' : 'pending')
      return tied ? account : undefined
    }
    case 'create': {
      const { displayName, emailAddress } = account
      // Nobody keeps this password; it exists because Bitbucket wants one. A name that is there by now (409) is ours: the
      // row was there first.
      const password = world.random(32).toString('base64url')
      const { toDefaultGroup } = call
      await connector.createAccount({ userName, displayName, emailAddress, password, toDefaultGroup })
      await known.setState(account.id, 'made')
      return account
    }
    case 'go-on':
      await known.setState(account.id, 'made')
      return account
    case 'join':
      await connector.addToGroups(userName, call.groups)
      return account
    case 'leave':
      for (const group of call.groups) await connector.removeFromGroup(userName, group)
      return account
    case 'follow': {
      const to = { userName: call.userName || userName, key: call.key }
      return (await known.follow(account, to)) ? { ...account, ...to } : undefined
    }
    case 'update': {
      const { displayName, emailAddress } = call
      await connector.changeDetails({ userName, displayName, emailAddress })
      const after = { ...account, displayName, emailAddress }
      await known.describe(after)
      return after
    }
    case 'rename': {
      const to = { userName: call.to, key: account.key ?? '' }
      await connector.renameAccount(userName, call.to)
      return (await known.follow(account, to)) ? { ...account, ...to } : undefined
    }
  }
}

const taken = ({ application, person }: Seen) =>
  accountProblem('account-taken', {
    userName: person.userName,
    application: application.name,
    subject: person.subject,
  })
