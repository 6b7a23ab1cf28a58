import {
  Button,
  type Column,
  Csrf,
  Empty,
  ErrorSummary,
  Field,
  type FieldError,
  Head,
  Hidden,
  Part,
  Table,
  TableLink,
} from '@postern/kit/html'
import { type PageOf, type Permission, permissionLabels, permissions, type User } from '../directory/index.ts'
import { errorAt, PostButton } from '../frame/index.ts'
import { groupPath } from '../groups/paths.ts'
import { userPath } from '../users/paths.ts'

export const permissionsPath = '/admin/permissions'

export type Kind = 'user' | 'group'

/** Which of the two forms came back. */
export interface Returned {
  readonly kind: Kind
  readonly name: string
  readonly permission: string
  readonly errors: readonly FieldError[]
}

export interface PermissionsPageProps {
  readonly csrf: string
  readonly users: PageOf<{ user: User; permission: Permission }>
  readonly groups: PageOf<{ group: string; permission: Permission }>
  readonly returned?: Returned | undefined
}

/** *Global permissions*: who may log in, create projects, administer. */
export function PermissionsPage({ csrf, users, groups, returned }: PermissionsPageProps) {
  const remove = (kind: Kind, name: string) => (
    <PostButton
      action={`${permissionsPath}/revoke`}
      csrf={csrf}
      fields={{ kind, name }}
      label={`Remove the permission of ${name}`}
    >
      Remove
    </PostButton>
  )
  const permissionColumn: Column<{ permission: Permission }> = {
    head: 'Permission',
    cell: ({ permission }) => permissionLabels[permission],
  }
  return (
    <>
      <Head
        title="Global permissions"
        crumbs={[{ label: 'Administration', href: '/admin' }]}
        lead="Each permission includes those before it: Bitbucket User, Project Creator, Admin, System Admin. Who has none cannot log in."
      />
      <Part title="Individual users">
        <Table
          label="Users with a permission of their own"
          rows={users.values}
          columns={[
            {
              head: 'User',
              cell: ({ user }) => (
                <TableLink href={userPath(user.name)} under={user.name}>
                  {user.displayName}
                </TableLink>
              ),
            },
            permissionColumn,
            { head: 'Change', right: true, cell: ({ user }) => remove('user', user.name) },
          ]}
          empty={<Empty title="No user has a permission of their own" />}
        />
        <More of={users} />
        <GrantForm csrf={csrf} kind="user" label="Username" returned={returned} />
      </Part>
      <Part title="Groups">
        <Table
          label="Groups with a permission"
          rows={groups.values}
          columns={[
            { head: 'Group', cell: ({ group }) => <TableLink href={groupPath(group)}>{group}</TableLink> },
            permissionColumn,
            { head: 'Change', right: true, cell: ({ group }) => remove('group', group) },
          ]}
          empty={<Empty title="No group has a permission" />}
        />
        <More of={groups} />
        <GrantForm csrf={csrf} kind="group" label="Group name" returned={returned} />
      </Part>
    </>
  )
}

function More({ of }: { of: PageOf<unknown> }) {
  if (of.next === undefined) return null
  return <p class="quiet">The first {of.limit} are shown. The permission of one is on its own page.</p>
}

function GrantForm(props: { csrf: string; kind: Kind; label: string; returned: Returned | undefined }) {
  const { csrf, kind, label } = props
  const returned = props.returned?.kind === kind ? props.returned : undefined
  const errors = returned?.errors ?? []
  return (
    <form class="stack" method="post" action={`${permissionsPath}/grant`}>
      <ErrorSummary errors={errors} />
      <Csrf token={csrf} />
      <Hidden fields={{ kind }} />
      <Field
        name="name"
        id={`${kind}-name`}
        label={label}
        value={returned?.name}
        error={errorAt(errors, `${kind}-name`)}
        autocomplete="off"
        width="middle"
        required
      />
      <Field
        name="permission"
        id={`${kind}-permission`}
        label="Permission"
        type="select"
        options={permissions.map((value) => ({ value, label: permissionLabels[value] }))}
        value={returned?.permission}
        error={errorAt(errors, `${kind}-permission`)}
        width="middle"
      />
      <div>
        <Button>{kind === 'user' ? 'Grant to user' : 'Grant to group'}</Button>
      </div>
    </form>
  )
}
