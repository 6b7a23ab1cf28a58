import { Problem } from '@postern/saml'
import type { Application } from '../applications/application.ts'
import { connect } from '../connectors/connect.ts'
import type { Connector, GroupRight } from '../connectors/connector.ts'
import type { StepContext } from './step.ts'

/** A group as the application tells of it. */
export interface FoundGroup {
  readonly name: string
  readonly right: GroupRight | undefined
}

export interface LookedUp {
  /** A sentence for each group that the application does not have, or that must not be given to everybody. */
  readonly faults: readonly string[]
  /** Those that were typed and are there. */
  readonly found: readonly FoundGroup[]
  /** Others that are there, to choose from. */
  readonly others: readonly FoundGroup[]
  /** False where there is no application yet, or it did not answer: then what was typed is taken as it stands. */
  readonly lookedUp: boolean
}

const nothing: LookedUp = { faults: [], found: [], others: [], lookedUp: false }
const mostShown = 20

/** Asks the application for each group. Whether it has them is for it to say; that it is away stops no set-up. */
export async function lookUpGroups(
  { web, ports }: StepContext,
  application: Application | undefined,
  groups: readonly string[],
): Promise<LookedUp> {
  if (!application) return nothing
  const { world } = web.var
  try {
    const connector = await connect({ world, applications: ports.applications, application })
    return await ask(connector, application.name, groups)
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    world.log.info({ code: thrown.code }, 'groups were not looked up')
    return nothing
  }
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

async function ask(connector: Connector, name: string, groups: readonly string[]): Promise<LookedUp> {
  const rights = await connector.groupRights()
  const withRight = (group: string): FoundGroup => ({ name: group, right: rights.get(group.toLowerCase()) })
  const all = (await connector.groups('')).map(withRight)
  const found: FoundGroup[] = []
  const faults: string[] = []
  for (const group of groups) {
    const there = (await connector.groups(group)).find((one) => same(one, group))
    if (there === undefined) faults.push(unknown(name, group, all))
    else if (rights.get(there.toLowerCase()) === 'administers') faults.push(tooMuch(name, there))
    else found.push(withRight(there))
  }
  const others = all.filter((one) => !groups.some((group) => same(group, one.name))).slice(0, mostShown)
  return { faults, found, others, lookedUp: true }
}

/** Everybody whom an identity provider vouches for would administer the application. */
const tooMuch = (name: string, group: string) =>
  `${group} administers ${name}: everybody who signs in would. Choose another group.`

function unknown(name: string, group: string, all: readonly FoundGroup[]): string {
  const sentence = `${name} has no group called ${group}. Create it there, or correct the name.`
  const allowed = all.filter(({ right }) => right !== 'administers').slice(0, 10)
  return allowed.length === 0
    ? sentence
    : `${sentence} It has ${allowed.map((one) => one.name).join(', ')}${all.length > 10 ? ' and others' : ''}.`
}
