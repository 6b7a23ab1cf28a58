import { hashPassword } from '@postern/kit/password'
import type { World } from '@postern/kit/world'
import { guid } from '../guid.ts'
import { users } from '../users/store.ts'
import { bulkImports, type WaitingLine } from './store.ts'

/** Users made in one transaction. Their passwords are hashed before it, as many at once as there are cores. */
const chunk = 16

interface Work {
  ended: Promise<void>
  isStopped: boolean
}

const works = new WeakMap<World, Work>()

/**
 * Makes the users of confirmed imports, until none is left. A hundred thousand passwords take most of an hour to hash: the
 * work goes on beside the requests, and after a crash where it was, since a line goes in the transaction that makes its user.
 */
export function wakeImporter(world: World): void {
  if (works.has(world)) return
  const work: Work = { ended: Promise.resolve(), isStopped: false }
  works.set(world, work)
  work.ended = importAll(world, work)
    .catch((error: unknown) => world.log.error({ err: error }, 'a bulk import stopped; it is tried again'))
    .finally(() => works.delete(world))
}

/** Resolves when what was begun is written down. */
export async function stopImporter(world: World): Promise<void> {
  const work = works.get(world)
  if (!work) return
  work.isStopped = true
  await work.ended
}

async function importAll(world: World, work: Work): Promise<void> {
  const imports = bulkImports(world.store, world.seal)
  for (;;) {
    const id = await imports.running()
    if (id === undefined || work.isStopped) return
    const lines = await imports.lines(id, chunk)
    if (lines.length === 0) await imports.pass(id, 'running', 'done')
    else await makeUsers(world, id, lines)
  }
}

async function makeUsers(world: World, id: string, lines: readonly WaitingLine[]): Promise<void> {
  const hashes = await Promise.all(lines.map(({ user }) => hashPassword(user.password)))
  const createdAt = world.clock()
  await world.store.transaction(async (store) => {
    const imports = bulkImports(store, world.seal)
    for (const [n, { number, user }] of lines.entries()) {
      if (!(await imports.take(id, number))) continue
      const { password: _hashed, mustChange, ...described } = user
      const fresh = { ...described, id: guid(world.random), createdAt }
      if (await users(store).add(fresh, hashes[n] ?? '', mustChange)) continue
      const says = `User name: ${user.userPrincipalName} was given to another user meanwhile.`
      await imports.addFaults(id, [{ number, says }])
    }
  })
}
