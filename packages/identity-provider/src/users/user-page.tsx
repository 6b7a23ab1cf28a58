import { Button, Danger, Facts, Head, Lines, Part, Toast, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { DirectoryRole } from '../console/role.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { AccountState } from './page.tsx'
import { userCrumbs, userPath, usersPath } from './paths.ts'
import type { User } from './user.ts'

const toasts: Readonly<Record<string, string>> = {
  created: 'The user was created.',
  saved: 'The properties were saved.',
  roles: 'The roles were saved.',
  reset: 'The password was reset, and all sessions of this user here have ended.',
}

export interface UserPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: User
  readonly roles: readonly DirectoryRole[]
}

export function UserPage({ web, tenant, user, roles }: UserPageProps) {
  const toast = toasts[web.req.query('done') ?? '']
  const path = userPath(user.id)
  const actions = (
    <>
      <Button href={`${path}/edit`} icon="edit">
        Edit properties
      </Button>
      <Button href={`${path}/reset-password`}>Reset password</Button>
    </>
  )
  return (
    <AdminPage web={web} tenant={tenant} title={user.displayName} current={usersPath}>
      {toast !== undefined && <Toast>{toast}</Toast>}
      <Head
        crumbs={[...userCrumbs, { label: 'All users', href: usersPath }]}
        title={user.displayName}
        actions={actions}
      />
      <PropertiesPart user={user} />
      <RolesPart user={user} roles={roles} />
      <Danger
        title={`Delete ${user.displayName}`}
        action={
          <Button kind="danger" href={`${path}/delete`}>
            Delete user
          </Button>
        }
      >
        The account and its assignments go, and cannot be brought back.
      </Danger>
    </AdminPage>
  )
}

function PropertiesPart({ user }: { user: User }) {
  return (
    <Part title="Properties">
      <Facts
        facts={[
          { label: 'Display name', value: user.displayName },
          { label: 'User principal name', value: <code>{user.userPrincipalName}</code> },
          { label: 'First name', value: user.givenName },
          { label: 'Last name', value: user.surname },
          { label: 'Email', value: user.mail },
          { label: 'Account', value: <AccountState user={user} /> },
          { label: 'Object ID', value: <code>{user.id}</code> },
          { label: 'Created', value: <When at={user.createdAt} /> },
        ]}
      />
    </Part>
  )
}

function RolesPart({ user, roles }: Pick<UserPageProps, 'user' | 'roles'>) {
  const change = (
    <Button small icon="edit" href={`${userPath(user.id)}/assigned-roles`} label="Edit assigned roles">
      Edit
    </Button>
  )
  return (
    <Part title="Assigned roles" beside={change}>
      {roles.length === 0 ? (
        <p class="small">None: this user cannot work in the admin center.</p>
      ) : (
        <Lines items={roles} />
      )}
    </Part>
  )
}
