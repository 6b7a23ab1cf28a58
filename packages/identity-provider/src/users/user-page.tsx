import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Csrf,
  Danger,
  type Fact,
  Facts,
  Head,
  Hidden,
  Lines,
  Part,
  Table,
  TableLink,
  Toast,
  When,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { may } from '../console/person.ts'
import type { DirectoryRole } from '../console/role.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { ApplicationsPart, type AssignedApplication } from './applications-part.tsx'
import { type Attributes, attributeFields } from './attributes.ts'
import { AccountState } from './page.tsx'
import { userCrumbs, userPath, usersPath } from './paths.ts'
import { countryOf } from './usage-location.ts'
import { mailNicknameOf, type User } from './user.ts'

const toasts: Readonly<Record<string, string>> = {
  created: 'The user was created.',
  restored: 'The user was restored.',
  saved: 'The properties were saved.',
  roles: 'The roles were saved.',
  joined: 'The memberships were added.',
  left: 'The membership was removed.',
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
  /** Undefined where whoever is at the console sees no applications. */
  readonly applications: readonly AssignedApplication[] | undefined
}

export function UserPage(props: UserPageProps) {
  const { web, tenant, user, applications } = props
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
      <GroupsPart {...props} changes={changes} />
      {applications && <ApplicationsPart applications={applications} />}
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
          { label: 'Mail nickname', value: mailNicknameOf(user) },
          ...attributeFacts(user.attributes),
          { label: 'Account', value: <AccountState user={user} /> },
          { label: 'Object ID', value: <code>{user.id}</code> },
          { label: 'Created', value: <When at={user.createdAt} /> },
        ]}
      />
    </Part>
  )
}

/** Those that are set; the mail nickname, which everybody has, stands elsewhere. */
export const attributeFacts = (set: Attributes = {}): readonly Fact[] =>
  attributeFields.flatMap(({ name, label }) => {
    const value = name === 'mailNickname' ? undefined : set[name]
    if (value === undefined) return []
    const country = name === 'usageLocation' && countryOf(value)
    return [{ label, value: country ? `${country} (${value})` : value }]
  })

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

const byName = (a: { readonly displayName: string }, b: { readonly displayName: string }) =>
  a.displayName.localeCompare(b.displayName, 'en')

function GroupsPart({ web, user, groups, changes }: UserPageProps & { readonly changes: boolean }) {
  const path = `${userPath(user.id)}/groups`
  const add = changes && (
    <Button small icon="add" href={`${path}/add`} label="Add memberships in groups">
      Add memberships
    </Button>
  )
  const remove = {
    head: <span class="hide">Change</span>,
    cell: (group: UserPageProps['groups'][number]) => (
      <form method="post" action={`${path}/remove`}>
        <Csrf token={csrfToken(web)} />
        <Hidden fields={{ group: group.id }} />
        <Button small label={`Remove from ${group.displayName}`}>
          Remove
        </Button>
      </form>
    ),
  }
  return (
    <Part title="Groups" beside={add}>
      <Table
        label="Groups"
        rows={groups.toSorted(byName).slice(0, groupsShown)}
        columns={[
          {
            head: 'Name',
            cell: ({ id, displayName }) => <TableLink href={`/admin/groups/${id}`}>{displayName}</TableLink>,
          },
          ...(changes ? [remove] : []),
        ]}
        empty={<p class="small">None.</p>}
      />
      {groups.length > groupsShown && (
        <p class="small">
          The first {groupsShown} of {groups.length} are shown.
        </p>
      )}
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
