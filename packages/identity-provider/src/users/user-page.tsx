import { Button, Danger, Facts, Head, Lines, Part, Toast, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { may } from '../console/person.ts'
import type { DirectoryRole } from '../console/role.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { attributeFields } from './attributes.ts'
import { AccountState } from './page.tsx'
import { userCrumbs, userPath, usersPath } from './paths.ts'
import type { User } from './user.ts'

const toasts: Readonly<Record<string, string>> = {
  created: 'The user was created.',
  restored: 'The user was restored.',
  saved: 'The properties were saved.',
  roles: 'The roles were saved.',
  authenticator: 'The authenticator app was removed, and all sessions of this user here have ended.',
  reset: 'The password was reset, and all sessions of this user here have ended.',
}

export interface UserPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: User
  readonly roles: readonly DirectoryRole[]
  /** Since when there is an authenticator app. */
  readonly authenticatorSince: number | undefined
  readonly groups: readonly { readonly id: string; readonly displayName: string }[]
}

export function UserPage(props: UserPageProps) {
  const { web, tenant, user, groups } = props
  const toast = toasts[web.req.query('done') ?? '']
  const path = userPath(user.id)
  const changes = may(web, 'User Administrator')
  const actions = changes && (
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
      <RolesPart {...props} />
      <GroupsPart groups={groups} />
      <AuthenticatorPart {...props} changes={changes} />
      {changes && (
        <Danger
          title={`Delete ${user.displayName}`}
          action={
            <Button kind="danger" href={`${path}/delete`}>
              Delete user
            </Button>
          }
        >
          Nobody signs in with the account any more. It can be restored for 30 days.
        </Danger>
      )}
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
          { label: 'User type', value: user.userType },
          ...attributeFields.map(({ name, label }) => {
            const value = user.attributes?.[name]
            return value !== undefined && { label, value }
          }),
          { label: 'Account', value: <AccountState user={user} /> },
          { label: 'Object ID', value: <code>{user.id}</code> },
          { label: 'Created', value: <When at={user.createdAt} /> },
        ]}
      />
    </Part>
  )
}

function RolesPart({ web, user, roles }: UserPageProps) {
  const change = may(web) && (
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

/** The first of them: somebody may be in two thousand. */
const groupsShown = 50

function GroupsPart({ groups }: Pick<UserPageProps, 'groups'>) {
  return (
    <Part title="Groups" beside={<span class="small num">{groups.length}</span>}>
      {groups.length === 0 ? (
        <p class="small">None.</p>
      ) : (
        <Lines
          items={groups
            .slice(0, groupsShown)
            .map((group) => <a href={`/admin/groups/${group.id}`}>{group.displayName}</a>)}
        />
      )}
      {groups.length > groupsShown && <p class="small">The first {groupsShown} are shown.</p>}
    </Part>
  )
}

function AuthenticatorPart({
  user,
  authenticatorSince,
  changes,
}: UserPageProps & { readonly changes: boolean }) {
  const remove = changes && authenticatorSince !== undefined && (
    <Button small href={`${userPath(user.id)}/authenticator`} label="Remove authenticator app">
      Remove
    </Button>
  )
  return (
    <Part title="Authenticator app" beside={remove}>
      {authenticatorSince === undefined ? (
        <p class="small">None. The person adds one under My account.</p>
      ) : (
        <p class="small">
          Added <When at={authenticatorSince} />. Its code is asked for at every sign-in.
        </p>
      )}
    </Part>
  )
}
