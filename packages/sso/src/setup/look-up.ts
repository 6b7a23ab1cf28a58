import { Problem } from '@postern/saml'
import type { Application } from '../applications/application.ts'
import { connect } from '../connectors/connect.ts'
import type { StepContext } from './step.ts'

export interface LookedUp {
  /** A sentence for each group that the application does not have. */
  readonly faults: readonly string[]
  /** False where there is no application yet, or it did not answer: then what was typed is taken as it stands. */
  readonly lookedUp: boolean
}

/** Asks the application for each group. Whether it has them is for it to say; that it is away stops no set-up. */
export async function lookUpGroups(
  { web, ports }: StepContext,
  application: Application | undefined,
  groups: readonly string[],
): Promise<LookedUp> {
  if (!application) return { faults: [], lookedUp: false }
  const { world } = web.var
  const faults: string[] = []
  try {
    const connector = await connect({ world, applications: ports.applications, application })
    for (const name of groups) {
      const found = await connector.groups(name)
      const same = found.some((one) => one.toLowerCase() === name.toLowerCase())
      if (!same)
        faults.push(`${application.name} has no group called ${name}. Create it there, or correct the name.`)
    }
    return { faults, lookedUp: true }
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    world.log.info({ code: thrown.code }, 'groups were not looked up')
    return { faults, lookedUp: false }
  }
}
