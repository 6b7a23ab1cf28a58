import {
  Button,
  Csrf,
  Danger,
  Empty,
  ErrorSummary,
  Facts,
  Field,
  type FieldError,
  Head,
  Hidden,
  Part,
  Table,
  TableLink,
} from '@postern/kit/html'
import { type PageOf, type Permission, permissionLabels, type User } from '../directory/index.ts'
import { errorAt, Paging, PostButton, withQuery } from '../frame/index.ts'
import { userPath } from '../users/paths.ts'
import { groupPath, groupsPath } from './paths.ts'

export interface GroupPageProps {
  readonly csrf: string
  readonly name: string
  readonly permission: Permission | undefined
  readonly members: PageOf<User>
  readonly typed: string
  readonly errors: readonly FieldError[]
}

/** One group: what it allows, and who is in it. */
export function GroupPage(props: GroupPageProps) {
  const { name, permission } = props
  return (
    <>
      <Head
        title={name}
        crumbs={[
          { label: 'Administration', href: '/admin' },
          { label: 'Groups', href: groupsPath },
        ]}
      />
      <Part title="Group">
        <Facts
          facts={[
            { label: 'Global permission', value: permission ? permissionLabels[permission] : 'None' },
            { label: 'Change it on', value: <a href="/admin/permissions">Global permissions</a> },
          ]}
        />
      </Part>
      <Members {...props} />
      <Danger
        title={`Delete ${name}`}
        action={
          <Button kind="danger" href={withQuery(`${groupsPath}/delete`, { name })}>
            Delete group
          </Button>
        }
      >
        Its members stay, but lose what they were allowed through it.
      </Danger>
    </>
  )
}

function Members({ csrf, name, members, typed, errors }: GroupPageProps) {
  return (
    <Part title="Members">
      <Table
        label="Members"
        rows={members.values}
        columns={[
          {
            head: 'Name',
            cell: (user) => (
              <TableLink href={userPath(user.name)} under={user.name}>
                {user.displayName}
              </TableLink>
            ),
          },
          {
            head: 'Change',
            right: true,
            cell: (user) => (
              <PostButton
                action={`${groupsPath}/remove-user`}
                csrf={csrf}
                fields={{ name, user: user.name }}
                label={`Remove ${user.name} from ${name}`}
              >
                Remove
              </PostButton>
            ),
          },
        ]}
        empty={<Empty title="No members">Nobody is in this group.</Empty>}
      />
      <Paging of={members} path={groupPath(name).split('?')[0] ?? ''} keep={{ name }} />
      <form class="stack" method="post" action={`${groupsPath}/add-user`}>
        <ErrorSummary errors={errors} />
        <Csrf token={csrf} />
        <Hidden fields={{ name }} />
        <Field
          name="user"
          label="Username"
          value={typed}
          error={errorAt(errors, 'user')}
          autocomplete="off"
          width="middle"
          required
        />
        <div>
          <Button>Add user</Button>
        </div>
      </form>
    </Part>
  )
}
