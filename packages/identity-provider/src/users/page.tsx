import { Button, Empty, Filter, Head, Menu, Pill, Table, TableLink, Toast, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { userCrumbs, userPath, usersPath } from './paths.ts'
import { usersShown } from './store.ts'
import type { User } from './user.ts'

export interface UsersPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly users: readonly User[]
  readonly search: string
}

/** *Users* > *All users*. */
export function UsersPage({ web, tenant, users, search }: UsersPageProps) {
  const create = (
    <Menu
      kind="primary"
      icon="add"
      label="New user"
      items={[{ label: 'Create new user', href: `${usersPath}/new` }]}
    />
  )
  const label = 'Search by display name or user principal name'
  return (
    <AdminPage web={web} tenant={tenant} title="All users" current={usersPath}>
      {web.req.query('done') === 'deleted' && <Toast>The user was deleted.</Toast>}
      <Head crumbs={userCrumbs} title="All users" actions={create} />
      <Filter label={label} value={search} live="users" button="Search" />
      <UsersTable users={users} search={search} />
      {users.length === usersShown && (
        <p class="small">The first {usersShown} are shown. Search to find others.</p>
      )}
    </AdminPage>
  )
}

function UsersTable({ users, search }: Pick<UsersPageProps, 'users' | 'search'>) {
  const empty = (
    <Empty title={`Nobody is called “${search}”`} action={<Button href={usersPath}>Show all users</Button>}>
      Display names and user principal names were searched.
    </Empty>
  )
  return (
    <Table
      id="users"
      label="Users"
      rows={users}
      columns={[
        {
          head: 'Display name',
          cell: (user) => <TableLink href={userPath(user.id)}>{user.displayName}</TableLink>,
        },
        { head: 'User principal name', cell: (user) => user.userPrincipalName },
        { head: 'Account', cell: (user) => <AccountState user={user} />, wideOnly: true },
        { head: 'Created', cell: (user) => <When at={user.createdAt} show="short day" />, wideOnly: true },
      ]}
      empty={empty}
    />
  )
}

export function AccountState({ user }: { user: User }) {
  return user.enabled ? <Pill tone="ok">Enabled</Pill> : <Pill tone="bad">Disabled</Pill>
}
