import type { World } from '@postern/kit/world'
import { provision } from '../accounts/provision.ts'
import { isReady } from '../connections/connection.ts'
import { isOutage } from '../connectors/problems.ts'
import { accountStep } from './enter.ts'
import { peopleWaiting } from './people-waiting.ts'
import type { SignInPorts } from './ports.ts'

const atOnce = 50

/**
 * Makes the accounts of those who wait, whether or not their browser does: a sweep. The first that finds the application
 * out of order ends it for this time, so that a Bitbucket that comes back is not met by everybody at once.
 */
export async function makeAccounts(
  world: World,
  ports: Pick<SignInPorts, 'applications' | 'connections'>,
  now: number,
): Promise<void> {
  const waiting = peopleWaiting(world)
  await waiting.sweep(now)
  for (const person of await waiting.due(now, atOnce)) {
    if (!(await waiting.isDue(person.id, now))) continue
    const connection = await ports.connections.find(person.connectionId)
    if (!connection || !isReady(connection)) continue
    const of = { world, connection, identity: person.arrival.identity, attemptId: person.attemptId }
    try {
      await provision(await accountStep(of, ports))
    } catch (thrown) {
      if (isOutage(thrown)) return
      // Why it is refused the person is told when they come back.
      world.log.warn(
        { err: thrown, attempt: person.attemptId },
        'an account that was waited for was not made',
      )
    }
  }
}
