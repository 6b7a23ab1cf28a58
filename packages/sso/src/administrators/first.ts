import { hashPassword } from '@postern/kit/password'
import type { World } from '@postern/kit/world'
import { administratorId } from './administrator.ts'
import { administrators } from './store.ts'

/** Makes the administrator whom the environment names, at a start that finds none. */
export async function makeFirstAdministrator(world: World): Promise<void> {
  const { firstAdministrator } = world.settings
  const known = administrators(world.store)
  if (!firstAdministrator || (await known.any())) return
  await known.create(
    {
      id: administratorId(world.random(12).toString('hex')),
      userName: firstAdministrator.userName,
      role: 'owner',
      disabled: false,
      createdAt: world.clock(),
    },
    await hashPassword(firstAdministrator.password),
  )
}
