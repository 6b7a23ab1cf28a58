import { Button, Empty, Filter, Head, Menu, Pill, Table, TableLink, Toast, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { may } from '../console/person.ts'
import { type Listed, ListPages } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { userCrumbs, userPath, usersPath } from './paths.ts'
import type { User } from './user.ts'

export interface UsersPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly users: Listed<User>
  readonly search: string
}

/** *Users* > *All users*. */
export function UsersPage({ web, tenant, users, search }: UsersPageProps) {
  const create = may(web, 'User Administrator') && (
    <Menu
      kind="primary"
      icon="add"
      label="New user"
      items={[
        { label: 'Create new user', href: `${usersPath}/new` },
        { label: 'Bulk create', href: `${usersPath}/new/bulk` },
      ]}
    />
  )
  const label = 'Search by display name or user principal name'
  return (
    <AdminPage web={web} tenant={tenant} title="All users" current={usersPath}>
      {web.req.query('done') === 'deleted' && (
        <Toast>The user was deleted, and stands under Deleted users for 30 days.</Toast>
      )}
      <Head crumbs={userCrumbs} title="All users" actions={create} />
      <Filter label={label} value={search} live="users" button="Search" />
      <div id="users">
        <UsersTable users={users.rows} search={search} />
        <ListPages web={web} of={users} />
      </div>
    </AdminPage>
  )
}

function UsersTable({ users, search }: { users: readonly User[]; search: string }) {
  const empty = (
    <Empty title={`Nobody is called “${search}”`} action={<Button href={usersPath}>Show all users</Button>}>
      Display names and user principal names were searched.
    </Empty>
  )
  return (
    <Table
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
