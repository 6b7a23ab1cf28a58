import { Button, Csrf, Empty, ErrorSummary, Hidden, Part, Table, TableLink } from '@postern/kit/html'
import { errorAt, Pick, PostButton, withQuery } from '../frame/index.ts'
import { usersPath } from './paths.ts'
import type { UserPageProps } from './user-page.tsx'

/** The groups of a user, with *Remove* each and a form to add one. */
export function GroupsForm({ csrf, user, groups, otherGroups, returned }: UserPageProps) {
  const errors = returned?.form === 'groups' ? returned.errors : []
  return (
    <Part title="Groups">
      <Table
        label="Groups of the user"
        rows={groups}
        columns={[
          {
            head: 'Group',
            cell: (group) => (
              <TableLink href={withQuery('/admin/groups/view', { name: group })}>{group}</TableLink>
            ),
          },
          {
            head: 'Change',
            right: true,
            cell: (group) => (
              <PostButton
                action={`${usersPath}/remove-group`}
                csrf={csrf}
                fields={{ name: user.name, group }}
                label={`Remove ${user.name} from ${group}`}
              >
                Remove
              </PostButton>
            ),
          },
        ]}
        empty={<Empty title="In no group">Nothing is allowed through a group.</Empty>}
      />
      <form class="stack" method="post" action={`${usersPath}/add-group`}>
        <ErrorSummary errors={errors} />
        <Csrf token={csrf} />
        <Hidden fields={{ name: user.name }} />
        <Pick
          name="group"
          label="Group"
          options={otherGroups}
          value={returned?.values.group}
          error={errorAt(errors, 'group')}
        />
        <div>
          <Button>Add to group</Button>
        </div>
      </form>
    </Part>
  )
}
