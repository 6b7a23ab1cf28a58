import {
  Button,
  Empty,
  Facts,
  Filter,
  Head,
  Part,
  Pill,
  Table,
  TableLink,
  Toast,
  When,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { userCrumbs } from './new-user-page.tsx'
import { usersShown } from './store.ts'
import type { User } from './user.ts'

export interface UsersPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly users: readonly User[]
  readonly search: string
}

export function UsersPage({ web, tenant, users, search }: UsersPageProps) {
  const create = (
    <Button kind="primary" href="/admin/users/new" icon="add">
      New user
    </Button>
  )
  return (
    <AdminPage web={web} tenant={tenant} title="All users" current="/admin/users">
      <Head crumbs={userCrumbs} title="All users" actions={create} />
      <Filter
        label="Search by display name or user principal name"
        value={search}
        live="users"
        button="Search"
      />
      <Table
        id="users"
        label="Users"
        rows={users}
        columns={[
          {
            head: 'Display name',
            cell: (user) => <TableLink href={`/admin/users/${user.id}`}>{user.displayName}</TableLink>,
          },
          { head: 'User principal name', cell: (user) => user.userPrincipalName },
          { head: 'Account', cell: (user) => <Enabled user={user} />, wideOnly: true },
          { head: 'Created', cell: (user) => <When at={user.createdAt} show="short day" />, wideOnly: true },
        ]}
        empty={
          <Empty
            title={`Nobody is called “${search}”`}
            action={<Button href="/admin/users">Show all users</Button>}
          >
            Display names and user principal names were searched.
          </Empty>
        }
      />
      {users.length === usersShown && (
        <p class="small">The first {usersShown} are shown. Search to find others.</p>
      )}
    </AdminPage>
  )
}

function Enabled({ user }: { user: User }) {
  return user.enabled ? <Pill tone="ok">Enabled</Pill> : <Pill tone="bad">Disabled</Pill>
}

export function UserPage({ web, tenant, user }: { web: Web; tenant: Tenant; user: User }) {
  return (
    <AdminPage web={web} tenant={tenant} title={user.displayName} current="/admin/users">
      {web.req.query('done') === 'created' && <Toast>{user.displayName} was created.</Toast>}
      <Head crumbs={userCrumbs} title={user.displayName} actions={<Enabled user={user} />} />
      <Part title="Properties">
        <Facts
          facts={[
            { label: 'Display name', value: user.displayName },
            { label: 'User principal name', value: <code>{user.userPrincipalName}</code> },
            { label: 'First name', value: user.givenName },
            { label: 'Last name', value: user.surname },
            { label: 'Email', value: user.mail },
            { label: 'Object ID', value: <code>{user.id}</code> },
            { label: 'Created', value: <When at={user.createdAt} /> },
          ]}
        />
      </Part>
    </AdminPage>
  )
}
