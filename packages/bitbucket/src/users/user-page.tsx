import type { FieldError } from '@postern/kit/html'
import { Button, Danger, Facts, Head, Part, When } from '@postern/kit/html'
import { type Permission, permissionLabels, type User } from '../directory/index.ts'
import { withQuery } from '../frame/index.ts'
import { DetailsForm, PasswordForm, RenameForm } from './forms.tsx'
import { GroupsForm } from './groups-form.tsx'
import { usersPath } from './paths.ts'

/** Which of the forms on the page came back, with what was typed and what was wrong. */
export interface Returned {
  readonly form: 'details' | 'rename' | 'password' | 'groups'
  readonly values: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
}

export interface UserPageProps {
  readonly csrf: string
  readonly user: User
  readonly permission: Permission | undefined
  readonly groups: readonly string[]
  readonly otherGroups: readonly string[]
  readonly returned?: Returned | undefined
}

/** One user: details, groups, password. */
export function UserPage(props: UserPageProps) {
  const { user, permission } = props
  return (
    <>
      <Head
        title={user.displayName}
        crumbs={[
          { label: 'Administration', href: '/admin' },
          { label: 'Users', href: usersPath },
        ]}
      />
      <Part title="Account">
        <Facts
          facts={[
            { label: 'Username', value: <code>{user.name}</code> },
            {
              label: 'Global permission',
              value: permission ? permissionLabels[permission] : 'None: cannot log in',
            },
            { label: 'Created', value: <When at={user.createdAt} /> },
            {
              label: 'Last authenticated',
              value:
                user.lastAuthenticatedAt === undefined ? 'Never' : <When at={user.lastAuthenticatedAt} />,
            },
          ]}
        />
        <p>
          <a href="/admin/permissions">Change permissions</a>
        </p>
      </Part>
      <GroupsForm {...props} />
      <DetailsForm {...props} />
      <RenameForm {...props} />
      <PasswordForm {...props} />
      <Danger
        title={`Delete ${user.name}`}
        action={
          <Button kind="danger" href={withQuery(`${usersPath}/delete`, { name: user.name })}>
            Delete user
          </Button>
        }
      >
        The account, its memberships and its permission are removed.
      </Danger>
    </>
  )
}
