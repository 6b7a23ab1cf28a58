import type { World } from '@postern/kit/world'
import { keptTarget } from '../connectors/connect.ts'
import { kinds } from '../connectors/kinds.ts'
import type { OurProviders } from '../connectors/registration.ts'
import type { Application, ApplicationId } from './application.ts'
import type { Applications } from './store.ts'

/**
 * Takes us out of the application, then forgets it. The login form comes back first: whatever fails after that, nobody stands
 * before one that sends them to a service which no longer knows it. `alone` forgets without asking it.
 */
export async function disconnectApplication(
  of: OurProviders & {
    readonly world: World
    readonly applications: Applications
    readonly application: Application
    readonly alone: boolean
    /** Tells those who lead to the application; before it is forgotten, so that a kill in between is repeated. */
    readonly release: (id: ApplicationId) => Promise<void>
  },
): Promise<void> {
  const { world, applications, application, alone, release } = of
  const { id, straight } = application
  if (!alone) {
    const target = await keptTarget({ world, applications, application })
    const methods = kinds[application.kind].authenticationMethods(target)
    if (straight) await methods.showForm()
    await methods.withdraw(of)
  }
  await release(id)
  await applications.remove(id)
}
