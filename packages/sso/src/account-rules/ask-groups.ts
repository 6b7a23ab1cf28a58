import type { World } from '@postern/kit/world'
import { Problem } from '@postern/saml'
import type { Application } from '../applications/application.ts'
import type { Applications } from '../applications/store.ts'
import { connect } from '../connectors/connect.ts'
import type { Connector, GroupRight } from '../connectors/connector.ts'

export interface AskedGroups {
  /** Those of the names that the application does not have. */
  readonly missing: readonly string[]
  /** What groups give, by their names in lower case. */
  readonly rights: ReadonlyMap<string, GroupRight>
}

const nothing: AskedGroups = { missing: [], rights: new Map() }

/** Asks the application about these groups. That there is none yet, or that it is away, stops nobody from saving. */
export async function askGroups(
  of: { readonly world: World; readonly applications: Applications },
  application: Application | undefined,
  names: readonly string[],
): Promise<AskedGroups> {
  if (!application) return nothing
  try {
    const connector = await connect({ ...of, application })
    return { missing: await missingOf(connector, names), rights: await connector.groupRights() }
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    of.world.log.info({ code: thrown.code }, 'groups were not looked up')
    return nothing
  }
}

/** Most applications have fewer groups than one answer holds; the others are asked for one by one. */
async function missingOf(connector: Connector, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return []
  const known = foldedSet(await connector.groups(''))
  const missing: string[] = []
  for (const name of names) {
    const key = name.toLowerCase()
    if (!known.has(key) && !foldedSet(await connector.groups(name)).has(key)) missing.push(name)
  }
  return missing
}

const foldedSet = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase()))
