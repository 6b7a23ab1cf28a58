import type { Settings } from '@postern/kit/settings'
import type { Store } from '@postern/kit/store'
import type { Source } from '../audit/index.ts'
import { accounts } from './accounts.ts'
import { recordGrant } from './membership.ts'
import { globalPermissions } from './permissions.ts'
import { users } from './users.ts'

/** Makes the administrator that the environment names, at a start that finds no System Admin; later starts ignore it. */
export async function makeFirstAdministrator(
  store: Store,
  named: Settings['firstAdministrator'],
  from: Source,
): Promise<void> {
  const permissions = globalPermissions(store)
  if (!named || (await permissions.anySystemAdministrator())) return
  const { userName: name, password } = named
  const email = name.includes('@') ? name : `${name}@localhost.localdomain`
  const by = { user: { name: 'The server’s settings' }, from }
  const user =
    (await users(store).find(name)) ??
    (await accounts(store).create(by, { name, displayName: name, email, password, addToDefaultGroup: true }))
  await store.transaction(async (inner) => {
    const before = await globalPermissions(inner).granted(user)
    await globalPermissions(inner).grant(user, 'SYS_ADMIN')
    await recordGrant(inner, by, { kind: 'User', name }, before, 'SYS_ADMIN')
  })
}
