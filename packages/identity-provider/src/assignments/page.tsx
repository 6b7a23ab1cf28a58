import { Button, Empty, Filter, Table, TableLink, Toast, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { usersAndGroupsPath } from '../enterprise-applications/paths.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type Assignment, assignmentsShown } from './store.ts'

export interface AssignmentsPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly assignments: readonly Assignment[]
  readonly search: string
}

const toasts: Readonly<Record<string, string>> = {
  assigned: 'The assignment was added.',
  removed: 'The assignment was removed.',
}

/** *Users and groups* of an application: who gets in. */
export function AssignmentsPage({ web, tenant, application, assignments, search }: AssignmentsPageProps) {
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
      lead="Who gets in, and who sees the tile in My Apps. Everybody else is refused."
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
      <AssignmentsTable {...{ path, assignments, search }} />
      {assignments.length === assignmentsShown && (
        <p class="small">The first {assignmentsShown} are shown. Search to find others.</p>
      )}
    </ApplicationPage>
  )
}

interface AssignmentsTableProps {
  readonly path: string
  readonly assignments: readonly Assignment[]
  readonly search: string
}

function AssignmentsTable({ path, assignments, search }: AssignmentsTableProps) {
  return (
    <Table
      id="assigned"
      label="Users and groups"
      rows={assignments}
      columns={[
        {
          head: 'Display name',
          cell: ({ user }) => (
            <TableLink href={`/admin/users/${user.id}`} under={user.userPrincipalName}>
              {user.displayName}
            </TableLink>
          ),
        },
        { head: 'Object type', cell: () => 'User', wideOnly: true },
        { head: 'Role assigned', cell: ({ role }) => role, wideOnly: true },
        { head: 'Since', cell: (of) => <When at={of.assignedAt} show="short day" />, wideOnly: true },
        {
          head: <span class="hide">Change</span>,
          cell: ({ user }) => (
            <Button small href={`${path}/${user.id}/remove`} label={`Remove ${user.displayName}`}>
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
    <Empty title={`Nobody assigned is called “${search}”`} action={all}>
      Display names and user principal names were searched.
    </Empty>
  )
}
