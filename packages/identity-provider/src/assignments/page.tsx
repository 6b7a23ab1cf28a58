import { Button, Empty, Filter, Table, TableLink, Toast, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { usersAndGroupsPath } from '../enterprise-applications/paths.ts'
import { groupPath } from '../groups/paths.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type Assignment, assignmentsShown, type GroupAssignment } from './store.ts'

export interface AssignmentsPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly assignments: readonly Assignment[]
  readonly groups: readonly GroupAssignment[]
  readonly search: string
}

const toasts: Readonly<Record<string, string>> = {
  assigned: 'The assignment was added.',
  removed: 'The assignment was removed.',
}

/** *Users and groups* of an application: who gets in. */
export function AssignmentsPage(props: AssignmentsPageProps) {
  const { web, tenant, application, assignments, groups, search } = props
  const path = usersAndGroupsPath(application.id)
  const toast = toasts[web.req.query('done') ?? '']
  const add = (
    <Button kind="primary" href={`${path}/add`} icon="add">
      Add user/group
    </Button>
  )
  return (
    <ApplicationPage
      web={web}
      tenant={tenant}
      application={application}
      title="Users and groups"
      lead={
        application.assignmentRequired
          ? 'Who gets in, and who sees the tile in My Apps. Everybody else is refused.'
          : 'Who sees the tile in My Apps. Everybody gets in, since no assignment is required.'
      }
      actions={add}
      tab={path}
    >
      {toast !== undefined && <Toast>{toast}</Toast>}
      <Filter
        label="Search by display name or user principal name"
        value={search}
        live="assigned"
        button="Search"
      />
      <AssignmentsTable {...{ path, assignments, groups, search }} />
      {Math.max(assignments.length, groups.length) === assignmentsShown && (
        <p class="small">The first {assignmentsShown} of each kind are shown. Search to find others.</p>
      )}
    </ApplicationPage>
  )
}

interface AssignmentsTableProps {
  readonly path: string
  readonly assignments: readonly Assignment[]
  readonly groups: readonly GroupAssignment[]
  readonly search: string
}

/** A person or a group, as a row shows either. */
interface Line {
  readonly type: 'User' | 'Group'
  readonly name: string
  readonly href: string
  readonly under: string | undefined
  readonly remove: string
  readonly role: string
  readonly assignedAt: number
}

function AssignmentsTable({ path, assignments, groups, search }: AssignmentsTableProps) {
  const lines: readonly Line[] = [
    ...groups.map(({ group, role, assignedAt }) => ({
      type: 'Group' as const,
      name: group.displayName,
      href: groupPath(group.id),
      under: group.description,
      remove: `${path}/groups/${group.id}/remove`,
      role,
      assignedAt,
    })),
    ...assignments.map(({ user, role, assignedAt }) => ({
      type: 'User' as const,
      name: user.displayName,
      href: `/admin/users/${user.id}`,
      under: user.userPrincipalName,
      remove: `${path}/${user.id}/remove`,
      role,
      assignedAt,
    })),
  ]
  return (
    <Table
      id="assigned"
      label="Users and groups"
      rows={lines}
      columns={[
        {
          head: 'Display name',
          cell: ({ href, under, name }) => (
            <TableLink href={href} under={under}>
              {name}
            </TableLink>
          ),
        },
        { head: 'Object type', cell: ({ type }) => type, wideOnly: true },
        { head: 'Role assigned', cell: ({ role }) => role, wideOnly: true },
        { head: 'Since', cell: (of) => <When at={of.assignedAt} show="short day" />, wideOnly: true },
        {
          head: <span class="hide">Change</span>,
          cell: ({ remove, name }) => (
            <Button small href={remove} label={`Remove ${name}`}>
              Remove
            </Button>
          ),
        },
      ]}
      empty={<Nobody path={path} search={search} />}
    />
  )
}

function Nobody({ path, search }: { path: string; search: string }) {
  if (search === '') return <Empty title="Nobody is assigned">Add somebody to let them in.</Empty>
  const all = <Button href={path}>Show all assignments</Button>
  return (
    <Empty title={`Nobody and no group assigned is called “${search}”`} action={all}>
      Display names and user principal names were searched.
    </Empty>
  )
}
