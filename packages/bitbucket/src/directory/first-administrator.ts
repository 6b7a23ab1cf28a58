import type { Settings } from '@postern/kit/settings'
import type { Store } from '@postern/kit/store'
import { accounts } from './accounts.ts'
import { globalPermissions } from './permissions.ts'
import { users } from './users.ts'

/** Makes the administrator that the environment names, at a start that finds no System Admin; later starts ignore it. */
export async function makeFirstAdministrator(
  store: Store,
  named: Settings['firstAdministrator'],
  now: number,
): Promise<void> {
  const permissions = globalPermissions(store)
  if (!named || (await permissions.anySystemAdministrator())) return
  const { userName: name, password } = named
  const email = name.includes('@') ? name : `${name}@localhost.localdomain`
  const user =
    (await users(store).find(name)) ??
    (await accounts(store).create({ name, displayName: name, email, password, addToDefaultGroup: true }, now))
  await permissions.grant(user, 'SYS_ADMIN')
}
